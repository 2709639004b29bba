import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "#lib/core/secret.ts";
import { aesSealer, type SealBinding, UnreadableSecretError } from "./aes-sealer.ts";

const binding: SealBinding = {
  organizationId: "org_A",
  connectionId: "con_1",
  credentialId: "crd_1",
  kind: "openai",
  origin: "https://api.openai.com",
  field: "apiKey",
};
const secret = new Secret("sk-canary-0123456789");
const newKey = (id: string) => ({ id, base64: new Secret(randomBytes(32).toString("base64")) });
const current = newKey("k1");
const sealer = aesSealer([current]);

describe("aesSealer", () => {
  it("opens what it sealed, and never seals the same way twice", () => {
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, binding);
    expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain("canary");
    expect(sealer.open(wrapped, sealed, binding).reveal()).toBe(secret.reveal());
    expect(sealer.seal(wrapped, secret, binding)).not.toBe(sealed);
  });

  it.each(Object.keys(binding) as (keyof SealBinding)[])("S5 refuses a secret moved to another %s", (field) => {
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, binding);
    expect(() => sealer.open(wrapped, sealed, { ...binding, [field]: "other" })).toThrow(UnreadableSecretError);
  });

  it("refuses parts that are moved from one field of the context into its neighbour", () => {
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, { ...binding, kind: "a|b", origin: "c" });
    expect(() => sealer.open(wrapped, sealed, { ...binding, kind: "a", origin: "b|c" })).toThrow(UnreadableSecretError);
  });

  it("refuses every flipped character, truncation and swapped part", () => {
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, binding);
    for (let index = 0; index < sealed.length - 1; index++) {
      const changed = sealed.slice(0, index) + (sealed[index] === "A" ? "B" : "A") + sealed.slice(index + 1);
      expect(() => sealer.open(wrapped, changed, binding), `character ${index}`).toThrow(UnreadableSecretError);
    }
    for (const length of [0, 2, 10, sealed.length - 5]) {
      expect(() => sealer.open(wrapped, sealed.slice(0, length), binding)).toThrow(UnreadableSecretError);
    }
    const other = sealer.seal(wrapped, secret, binding).split(".");
    const mixed = [...sealed.split(".").slice(0, 3), other[3]].join(".");
    expect(() => sealer.open(wrapped, mixed, binding)).toThrow(UnreadableSecretError);
  });

  it("refuses another organization's data key, even under the same encryption key", () => {
    const sealed = sealer.seal(sealer.newDataKey("org_A"), secret, binding);
    expect(() => sealer.open(sealer.newDataKey("org_A"), sealed, binding)).toThrow(UnreadableSecretError);
    expect(() => sealer.open(sealer.newDataKey("org_B"), sealed, binding)).toThrow(UnreadableSecretError);
  });

  it("opens with an older key of the list, and moves data keys under the first one", () => {
    const next = newKey("k2");
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, binding);
    const both = aesSealer([next, current]);
    expect(both.open(wrapped, sealed, binding).reveal()).toBe(secret.reveal());
    const rewrapped = both.rewrapDataKey("org_A", wrapped) ?? "";
    expect(both.rewrapDataKey("org_A", rewrapped)).toBeUndefined();
    expect(aesSealer([next]).open(rewrapped, sealed, binding).reveal()).toBe(secret.reveal());
    expect(() => aesSealer([next]).open(wrapped, sealed, binding)).toThrow(UnreadableSecretError);
  });

  it("refuses another key under the same id", () => {
    const wrapped = sealer.newDataKey("org_A");
    const sealed = sealer.seal(wrapped, secret, binding);
    expect(() => aesSealer([newKey("k1")]).open(wrapped, sealed, binding)).toThrow(UnreadableSecretError);
  });
});
