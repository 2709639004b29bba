import { isJsonObject } from "#lib/core/json.ts";
import type { CatalogModel } from "#lib/gateway/catalog/catalog.ts";
import { priceFromOverride } from "#lib/gateway/catalog/price-override.ts";
import type { PriceState } from "#lib/gateway/metering/price.ts";
import type { ManagementContext } from "../context.ts";
import type { Prisma } from "../database.ts";

export type OwnPrice = { readonly version: number; readonly price: PriceState };

type OverrideRow = { readonly version: number; readonly fields: Prisma.JsonValue };

/** How charges name the price of an organization. */
export function ownPriceVersion(version: number): string {
  return `own:${version}`;
}

/** The organization's own prices by `provider/model`. */
export async function readOwnPrices({ db, actor }: ManagementContext): Promise<ReadonlyMap<string, OwnPrice>> {
  const rows = await db.priceOverride.findMany({ where: { organizationId: actor.organizationId } });
  return new Map(
    rows.flatMap((row) => toOwnPrice(row).map((price) => [`${row.provider}/${row.model}`, price] as const)),
  );
}

function toOwnPrice({ version, fields }: OverrideRow): readonly OwnPrice[] {
  const parsed = isJsonObject(fields) ? priceFromOverride(fields, ownPriceVersion(version)) : undefined;
  return parsed?.kind === "price" ? [{ version, price: parsed.price }] : [];
}

/** The catalog as this organization pays for it. */
export function withOwnPrices(
  models: readonly CatalogModel[],
  own: ReadonlyMap<string, OwnPrice>,
): readonly CatalogModel[] {
  if (own.size === 0) return models;
  return models.map((model) => {
    const mine = own.get(`${model.provider}/${model.id}`);
    return mine ? { ...model, price: mine.price } : model;
  });
}
