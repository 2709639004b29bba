import { z } from "zod";
import { parseUsdPerMillion, type Rate } from "#lib/core/money.ts";
import { catalogModes } from "#lib/gateway/catalog/row.ts";
import { type CatalogQuery, catalogSorts, searchCatalog } from "#lib/gateway/catalog/search-catalog.ts";
import type { ManagementContext } from "../context.ts";
import { flagField } from "../fields.ts";
import { operation } from "../operation.ts";
import { decodeCursor, pageFields, pageOf, toOffsetPage } from "../pagination.ts";
import { type ModelRow, modelRow, toModelRow } from "./model-view.ts";
import { readOwnPrices, withOwnPrices } from "./own-prices.ts";

const rateField = z.string().transform((text, context): Rate => {
  const rate = parseUsdPerMillion(text);
  if (rate !== undefined) return rate;
  context.addIssue({ code: "custom", message: 'must be a decimal string in USD such as "0.15"' });
  return z.NEVER;
});

const sorts = catalogSorts.flatMap((name) => [name, `-${name}`] as const);

export const modelFilter = z.strictObject({
  search: z.string().max(200).exactOptional(),
  provider: z.string().min(1).max(64).exactOptional(),
  mode: z.enum(catalogModes).exactOptional(),
  free: flagField.exactOptional(),
  tools: flagField.exactOptional(),
  vision: flagField.exactOptional(),
  reasoning: flagField.exactOptional(),
  minContext: z.coerce.number().int().min(0).max(1_000_000_000).exactOptional(),
  /** USD per million input tokens. */
  maxInputPrice: rateField.exactOptional(),
  sort: z.enum(sorts).exactOptional(),
  /** Leaves out what its provider has withdrawn. */
  available: flagField.exactOptional(),
});

export type ModelFilter = z.output<typeof modelFilter>;

export const listModels = operation(
  {
    id: "listModels",
    method: "GET",
    path: "/api/user-models/global",
    summary: "The catalog: models of all providers with prices and capabilities; own prices are shown in their place",
    access: "viewer",
    input: modelFilter.extend(pageFields),
    output: pageOf(modelRow),
  },
  async (context, { limit, cursor, ...filter }) => {
    const query = { limit, ...(cursor !== undefined && { cursor }) };
    return toOffsetPage(await searchModels(context, filter), query, decodeCursor(query));
  },
);

/** All rows that a filter finds, without pages: the catalog is in memory. */
export async function searchModels(context: ManagementContext, filter: ModelFilter): Promise<ModelRow[]> {
  const own = await readOwnPrices(context);
  const { minContext, maxInputPrice, available, ...query } = filter;
  const found = searchCatalog({ models: withOwnPrices(context.services.catalog.models, own) }, {
    ...query,
    ...(minContext !== undefined && { minContextTokens: minContext }),
    ...(maxInputPrice !== undefined && { maxInputRate: maxInputPrice }),
    ...(available && { availableOn: today(context) }),
  } satisfies CatalogQuery);
  return found.map((model) => toModelRow(model, own.has(`${model.provider}/${model.id}`)));
}

function today({ services }: ManagementContext): string {
  return new Date(services.clock.nowMs()).toISOString().slice(0, 10);
}
