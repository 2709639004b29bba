import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";

describe("a secret", () => {
  it("shows nothing of itself in text, JSON or an inspection", () => {
    const secret = new Secret("sk-very-secret-1234");
    const seen = [`${secret}`, JSON.stringify({ secret }), inspect({ secret }), String(Object.values(secret))].join();
    expect(seen).not.toContain("very");
    expect(secret.reveal()).toBe("sk-very-secret-1234");
  });

  it("hints at itself with four characters, and not at all when it is short", () => {
    expect(new Secret("sk-very-secret-1234").hint()).toBe("1234");
    expect(new Secret("short").hint()).toBe("");
  });
});
