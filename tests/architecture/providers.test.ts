import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dialects } from "#lib/gateway/dialects/registry.ts";
import { providers } from "#lib/gateway/providers/registry.ts";
import { embeddings } from "#lib/gateway/relays/embeddings/embeddings.ts";
import { images } from "#lib/gateway/relays/images/images.ts";
import { moderations } from "#lib/gateway/relays/moderations/moderations.ts";
import { rerank } from "#lib/gateway/relays/rerank/rerank.ts";
import { speech } from "#lib/gateway/relays/speech/speech.ts";
import { transcriptions, translations } from "#lib/gateway/relays/transcription/transcription.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "lib", "gateway", "providers");
const relays = [embeddings, images, moderations, rerank, speech, transcriptions, translations];
const notProviders = ["provider.ts", "registry.ts"];
const rows = z
  .array(z.looseObject({ id: z.string(), baseUrl: z.string().optional(), wire: z.string() }))
  .parse(JSON.parse(readFileSync(join(root, "prisma", "catalog", "providers.json"), "utf8")));

describe("a provider", () => {
  it("is one file, named after its kind, and one line in the registry", () => {
    const files = readdirSync(folder).filter(
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !notProviders.includes(name),
    );
    expect(files.map((name) => name.slice(0, -3)).sort()).toEqual(providers.map(({ kind }) => kind).sort());
  });

  it("is in the registry when the catalog knows it", () => {
    const kinds = new Set(providers.map(({ kind }) => kind));
    const missing = rows.filter(({ id }) => !kinds.has(id)).map(({ id }) => id);
    expect(missing).toEqual([]);
  });

  it("has the base URL of the catalog, if it has one", () => {
    for (const { kind, baseUrl } of providers) {
      const row = rows.find(({ id }) => id === kind);
      if (row?.baseUrl && !row.baseUrl.includes("{") && baseUrl !== undefined) expect(baseUrl, kind).toBe(row.baseUrl);
    }
  });

  it("has the relayed endpoints only in forms that there are", () => {
    for (const { kind, endpoints = {} } of providers) {
      for (const { name, shapes } of relays) {
        const id = endpoints[name];
        if (id !== undefined) expect(Object.keys(shapes), `${kind} ${name}`).toContain(id);
      }
    }
  });

  it.each(providers.map((provider) => [provider.kind, provider] as const))(
    "%s speaks dialects that can be written and read",
    (_kind, provider) => {
      for (const id of provider.dialects) expect(dialects[id].outbound, id).toBeDefined();
      expect(provider.auth.header).toBe(provider.auth.header.toLowerCase());
      if (provider.baseUrl) expect(provider.baseUrl).not.toMatch(/\/$/);
    },
  );
});
