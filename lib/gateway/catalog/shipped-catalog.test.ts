import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogFiles } from "../../../prisma/catalog/files.ts";
import { readCatalog } from "./catalog.ts";
import { catalogIndex, providerRow } from "./provider-row.ts";
import { type CatalogRow, catalogFile } from "./row.ts";

const folder = new URL("../../../prisma/catalog/", import.meta.url);
const index = catalogIndex.parse(readJson("index.json"));
const providers = z.array(providerRow).parse(readJson("providers.json"));
const names = readdirSync(new URL("models/", folder)).map((name) => name.replace(".json", ""));
const files = names.map((name) => ({ name, ...catalogFile.parse(readJson(`models/${name}.json`)) }));
const rows = files.flatMap(({ provider, models }) => models.map((row) => ({ at: `${provider}/${row.id}`, row })));

describe("the shipped catalog", () => {
  test("holds what its index says: at least the 1,992 models of 32 providers and the 37 providers it began with", () => {
    expect(Object.fromEntries(files.map(({ provider, models }) => [provider, models.length]))).toEqual(
      index.modelsByProvider,
    );
    expect(index).toMatchObject({ models: rows.length, providers: providers.length });
    expect(rows.length).toBeGreaterThanOrEqual(1_992);
    expect(files.length).toBeGreaterThanOrEqual(32);
    expect(providers.length).toBeGreaterThanOrEqual(37);
  });

  test("names each provider and each of its models once", () => {
    expect(twice(providers.map(({ id }) => id))).toEqual([]);
    expect(twice(rows.map(({ at }) => at))).toEqual([]);
    expect(files.map(({ provider }) => provider)).toEqual(names);
    expect(files.filter(({ provider }) => !providers.some(({ id }) => id === provider))).toEqual([]);
  });

  test("is loaded whole: no file lies there that the list of imports forgets", () => {
    expect(readCatalog(catalogFiles).models.length).toBe(rows.length);
    expect(catalogFiles.map((file) => catalogFile.parse(file).provider).toSorted()).toEqual(names.toSorted());
  });

  test("has an alias only for a model that is there", () => {
    const ids = new Set(rows.map(({ at }) => at));
    const lost = rows.filter(({ at, row }) => row.aliasOf && !ids.has(`${at.split("/")[0]}/${row.aliasOf}`));

    expect(lost.map(({ at }) => at)).toEqual([]);
  });

  test("says of each disagreement of its sources which value it kept", () => {
    const wrong = rows.flatMap(({ at, row }) =>
      (row.conflicts ?? []).filter((conflict) => conflict.kept !== keptValue(row, conflict.field)).map(() => at),
    );

    expect(wrong).toEqual([]);
  });
});

describe("every price", () => {
  const listings = rows.flatMap(({ at, row }) =>
    [row, ...(row.longContext ?? []), row.batch ?? {}, row.flex ?? {}, row.priority ?? {}].map((prices) => ({
      at,
      prices,
    })),
  );
  type Field = Extract<keyof CatalogRow, `${string}UsdPerMtok`>;
  const dearer = (left: Field, right: Field) =>
    listings.filter(({ prices }) => above(prices[left], prices[right])).map(({ at }) => at);

  test("of cached input is at most that of the same input", () => {
    expect(dearer("cachedInputUsdPerMtok", "inputUsdPerMtok")).toEqual([]);
    expect(dearer("cachedAudioInputUsdPerMtok", "audioInputUsdPerMtok")).toEqual([]);
    expect(dearer("cachedImageInputUsdPerMtok", "imageInputUsdPerMtok")).toEqual([]);
  });

  test("of a cache write is at least that of the input, but where it is known to be cheaper", () => {
    const cheaper = dearer("inputUsdPerMtok", "cacheWriteUsdPerMtok");

    // Gemini at OpenRouter bills the storage, MiniMax prices the writes of its fast models as those of the others.
    expect(cheaper.filter((at) => !/^openrouter\/~?google\/gemini-|minimax.*-highspeed$/i.test(at))).toEqual([]);
    expect(dearer("cacheWriteUsdPerMtok", "cacheWrite1hUsdPerMtok")).toEqual([]);
  });

  test("of a long context is at least the standard one, and its steps ascend", () => {
    const wrong = rows.filter(({ row }) => {
      const steps = [{ aboveTokens: 0, ...row }, ...(row.longContext ?? [])];
      return steps.some((step, at) => {
        const next = steps[at + 1];
        if (!next) return false;
        const cheaper =
          above(step.inputUsdPerMtok, next.inputUsdPerMtok) || above(step.outputUsdPerMtok, next.outputUsdPerMtok);
        return cheaper || next.aboveTokens <= step.aboveTokens;
      });
    });

    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  test("of batch and flex is at most the standard one, and of priority at least", () => {
    const wrong = rows.filter(
      ({ row: { inputUsdPerMtok: input, outputUsdPerMtok: output, batch, flex, priority } }) =>
        above(batch?.inputUsdPerMtok, input) ||
        above(batch?.outputUsdPerMtok, output) ||
        above(flex?.inputUsdPerMtok, input) ||
        above(flex?.outputUsdPerMtok, output) ||
        above(input, priority?.inputUsdPerMtok) ||
        above(output, priority?.outputUsdPerMtok),
    );

    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  test("that is free is zero everywhere, and only a few models that are not free have none", () => {
    const paid = rows.filter(
      ({ row }) => row.free && Object.entries(row).some(([field, value]) => isPrice(field) && value !== "0"),
    );
    const models = readCatalog(catalogFiles).models.filter(({ price }) => price.kind === "unknown");

    expect(paid.map(({ at }) => at)).toEqual([]);
    expect(models.filter(({ variable }) => !variable).map(({ id }) => id)).toEqual([
      "google/lyria-3-clip-preview",
      "google/lyria-3-pro-preview",
    ]);
    expect(models.filter(({ variable }) => variable).length).toBeGreaterThanOrEqual(5);
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), "utf8"));
}

function twice(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at);
}

/** Comparing prices is safe in floats; adding them up would not be. */
function above(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && Number(left) > Number(right);
}

function isPrice(field: string): boolean {
  return /Usd(PerMtok)?$/.test(field);
}

function keptValue(row: CatalogRow, field: string): string {
  if (field === "input/output") return `${row.inputUsdPerMtok ?? "-"}/${row.outputUsdPerMtok ?? "-"}`;
  const prices = new Map(Object.entries(row));
  return String(prices.get(`${field}UsdPerMtok`) ?? "-");
}
