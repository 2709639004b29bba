import { expect, test } from "vitest";
import { readCatalog } from "#lib/gateway/catalog/catalog.ts";
import { catalogFiles } from "../../../prisma/catalog/files.ts";
import { placeModels } from "./model-list.ts";

const catalog = readCatalog(catalogFiles);

function connection(slug: string, kind: string, models: readonly string[] = []) {
  return { slug, kind, enabled: true, priority: 100, models: new Set(models) };
}

test("a connection without a list of its own serves all that the catalog lists of its kind", () => {
  const places = placeModels(catalog, [connection("openai", "openai")]);
  expect(places.get("openai/gpt-4o-mini")).toEqual([0]);
  expect(places.size).toBe(catalog.modelsOf("openai").length);
});

test("a list of its own is all that a connection serves, also what the catalog does not know", () => {
  const places = placeModels(catalog, [connection("openai", "openai", ["gpt-4o-mini", "ft:gpt-4o:acme"])]);
  expect([...places.keys()].sort()).toEqual(["openai/ft:gpt-4o:acme", "openai/gpt-4o-mini"]);
});

test("several connections of one kind all serve a model, in their order", () => {
  const places = placeModels(catalog, [connection("us", "openai"), connection("eu", "simulator")]);
  expect(places.get("openai/gpt-4o-mini")).toEqual([0, 1]);
});

test("a reseller's model is its own and not its maker's", () => {
  const places = placeModels(catalog, [connection("or", "openrouter")]);
  expect(places.get("openrouter/openai/gpt-4o-mini")).toEqual([0]);
  expect(places.get("openai/gpt-4o-mini")).toBeUndefined();
});
