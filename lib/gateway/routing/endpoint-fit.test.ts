import { describe, expect, it } from "vitest";
import { targetWith } from "../../../tests/support/relays.ts";
import { endpoints } from "../endpoints/table.ts";
import { openai } from "../providers/openai.ts";
import { findProvider, providers } from "../providers/registry.ts";
import { relayModes } from "../relays/relay.ts";
import { unfitFor } from "./endpoint-fit.ts";

describe("a target", () => {
  it("serves a relayed endpoint with a model made for it, or one that the catalog does not list", () => {
    expect(unfitFor("embeddings", targetWith())).toBeUndefined();
    expect(unfitFor("embeddings", { provider: openai })).toBeUndefined();
    expect(unfitFor("rerank", targetWith())).toBe("OpenAI does not have rerank");
    expect(unfitFor("images/generations", targetWith())).toBe("the model is made for embeddings");
  });

  it("serves chat with any model of a provider that speaks a format of chat", () => {
    const voyage = findProvider("voyage");
    expect(unfitFor("chat/completions", targetWith({ mode: "image" }))).toBeUndefined();
    expect(voyage && unfitFor("messages", { provider: voyage })).toBe("Voyage AI has no chat models");
  });
});

describe("the relayed endpoints", () => {
  it("are all served, and every one of them by some provider", () => {
    const served = new Set(endpoints.map(({ path }) => path));
    for (const name of Object.keys(relayModes)) {
      expect(served.has(name), name).toBe(true);
      expect(
        providers.some((provider) => unfitFor(name, { provider }) === undefined),
        name,
      ).toBe(true);
    }
  });
});
