import { invariant } from "#lib/core/invariant.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { PriceState } from "../metering/price.ts";
import { nameModels } from "./model-names.ts";
import { priceOfRow } from "./price-of-row.ts";
import type { Capabilities, CatalogFile, CatalogMode, CatalogRow } from "./row.ts";

/** One model at one provider, ready for planning and pricing. */
export type CatalogModel = {
  /** The kind of provider. */
  readonly provider: string;
  /** The provider's own name of the model. */
  readonly id: string;
  readonly name: string;
  readonly mode: CatalogMode;
  readonly price: PriceState;
  /** The provider picks the model and reports the charge afterwards; there is no price to plan with. */
  readonly variable: boolean;
  readonly capabilities: Capabilities;
  readonly contextTokens?: number;
  readonly maxInputTokens?: number;
  readonly maxOutputTokens?: number;
  /** Everything the catalog states, with prices as decimal strings, for people. */
  readonly row: CatalogRow;
};

/** The catalog in memory. Every look-up is one or two steps through a map. */
export type Catalog = {
  /** The day of the newest fact in it. */
  readonly asOf: string;
  readonly models: readonly CatalogModel[];
  readonly modelsOf: (provider: string) => readonly CatalogModel[];
  /** By the provider's own name or alias for it. A name that merely looks alike is not found: no price is guessed. */
  readonly find: (provider: string, id: string) => CatalogModel | undefined;
  /** The provider's model that a bare name means; `model-names.ts` has the rules. */
  readonly offers: (provider: string, name: string) => CatalogModel | undefined;
};

/**
 * Builds the catalog from the JSON files of `prisma/catalog/models`. Whoever writes those checks every row against
 * `catalogFile`; doing so again at each start would cost more than all the rest of it. Throws on a price it cannot read.
 */
export function readCatalog(files: readonly unknown[]): Catalog {
  return buildCatalog(
    files.map((file) => {
      invariant(isCatalogFile(file), "a catalog file names its provider and its models");
      return file;
    }),
  );
}

export function buildCatalog(files: readonly CatalogFile[]): Catalog {
  const byProvider = new Map(files.map((file) => [file.provider, modelsOfFile(file)]));
  const ids = new Map([...byProvider].map(([provider, models]) => [provider, idsOf(models)]));
  const names = new Map([...byProvider].map(([provider, models]) => [provider, nameModels(models, ids)]));
  const models = [...byProvider.values()].flat();
  return {
    asOf:
      models
        .map(({ row }) => row.asOf)
        .sort()
        .at(-1) ?? "",
    models,
    modelsOf: (provider) => byProvider.get(provider) ?? [],
    find: (provider, id) => ids.get(provider)?.get(id),
    offers: (provider, name) => ids.get(provider)?.get(name) ?? names.get(provider)?.get(name),
  };
}

function isCatalogFile(file: unknown): file is CatalogFile {
  return isJsonObject(file) && typeof file["provider"] === "string" && Array.isArray(file["models"]);
}

function modelsOfFile({ provider, models: rows }: CatalogFile): readonly CatalogModel[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => {
    const original = row.aliasOf === undefined ? undefined : byId.get(row.aliasOf);
    return toModel(provider, row, original);
  });
}

/** An alias that states no price of its own costs what it stands for. */
function toModel(provider: string, row: CatalogRow, original: CatalogRow | undefined): CatalogModel {
  const own = priceOfRow(row);
  const { contextTokens, maxInputTokens, maxOutputTokens } = row;
  return {
    provider,
    id: row.id,
    name: row.name,
    mode: row.mode,
    price: own.kind === "unknown" && original && !row.variablePrice ? priceOfRow(original) : own,
    variable: row.variablePrice ?? false,
    capabilities: row.capabilities,
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    row,
  };
}

/** Ids win over aliases, whatever the order. */
function idsOf(models: readonly CatalogModel[]): ReadonlyMap<string, CatalogModel> {
  const aliases = models.flatMap((model) => (model.row.aliases ?? []).map((alias) => [alias, model] as const));
  return new Map([...aliases, ...models.map((model) => [model.id, model] as const)]);
}
