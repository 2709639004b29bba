import type { CatalogFile, CatalogRow } from "#lib/gateway/catalog/row.ts";
import { type ListedModel, type ListedPriceField, type Listing, listedPriceFields } from "./catalog-listing.ts";

export type PriceChange = {
  readonly id: string;
  readonly field: ListedPriceField;
  /** Absent where the catalog had no such price. */
  readonly from?: string;
  readonly to: string;
};

/** How one listing differs from the catalog's file of that provider. Nothing in it loses a price. */
export type Comparison = {
  readonly listing: Listing;
  readonly added: readonly ListedModel[];
  /** Listed before and not now: kept with their prices, marked `unlisted`. */
  readonly gone: readonly string[];
  readonly back: readonly string[];
  readonly changed: readonly PriceChange[];
  /** A paid price that the listing calls zero or variable: kept unless somebody says that it is true. */
  readonly suspicious: readonly PriceChange[];
  /** A price that the listing no longer states: kept. */
  readonly unstated: readonly { readonly id: string; readonly field: ListedPriceField; readonly kept: string }[];
  /** Models whose price changed and whose tiers the list does not tell: somebody has to look. */
  readonly staleTiers: readonly string[];
  /** Differences that were looked at before and decided. */
  readonly decided: number;
};

export function compareListing(file: CatalogFile, listing: Listing): Comparison {
  const listed = new Map(listing.models.map((model) => [model.id, model]));
  const known = new Map(file.models.map((row) => [row.id, row]));
  const pairs = file.models.flatMap((row) => {
    const model = listed.get(row.id);
    return model ? [{ row, model }] : [];
  });
  const changes = pairs.flatMap(({ row, model }) => priceChanges(row, model));
  const isDecided = (change: PriceChange) => wasDecided(known.get(change.id), listing.source, change);
  const open = changes.filter((change) => !isDecided(change));
  const changed = open.filter((change) => !losesMoney(change));
  return {
    listing,
    added: listing.models.filter((model) => !known.has(model.id)),
    gone: file.models.filter((row) => row.source === listing.source && isListed(row) && !listed.has(row.id)).map(idOf),
    back: pairs.filter(({ row }) => row.status === "unlisted").map(({ row }) => row.id),
    changed,
    suspicious: open.filter(losesMoney),
    unstated: pairs.flatMap(({ row, model }) => (row.source === listing.source ? unstatedPrices(row, model) : [])),
    staleTiers: [...new Set(changed.map(({ id }) => id))].filter((id) => hasTiers(known.get(id))),
    decided: changes.length - open.length,
  };
}

export function isEmpty(comparison: Comparison): boolean {
  const { added, gone, back, changed, suspicious } = comparison;
  return [added, gone, back, changed, suspicious].every((list) => list.length === 0);
}

function priceChanges(row: CatalogRow, { id, prices, variable }: ListedModel): readonly PriceChange[] {
  if (variable) {
    const from = row.inputUsdPerMtok;
    return from === undefined || from === "0" ? [] : [{ id, field: "inputUsdPerMtok", from, to: "variable" }];
  }
  return listedPriceFields.flatMap((field) => {
    const [from, to] = [row[field], prices[field]];
    // A zero where the catalog has nothing would turn "unknown" into "free".
    if (to === undefined || from === to || (from === undefined && to === "0")) return [];
    return [{ id, field, ...(from === undefined ? {} : { from }), to }];
  });
}

function losesMoney({ from, to }: PriceChange): boolean {
  return from !== undefined && from !== "0" && (to === "0" || to === "variable");
}

/** The row already says that this source disagrees, with the same value, and which other value was kept. */
function wasDecided(row: CatalogRow | undefined, source: string, { field, from, to }: PriceChange): boolean {
  const own = row?.conflicts?.filter((conflict) => conflict.source === source) ?? [];
  const side = field === "inputUsdPerMtok" ? 0 : field === "outputUsdPerMtok" ? 1 : undefined;
  return own.some((conflict) => {
    if (side === undefined) return `${conflict.field}UsdPerMtok` === field && conflict.value === to;
    const [value, kept] = [conflict.value.split("/")[side], conflict.kept.split("/")[side]];
    return conflict.field === "input/output" && value === to && kept === (from ?? "-");
  });
}

function unstatedPrices(row: CatalogRow, { id, prices, variable }: ListedModel) {
  if (variable) return [];
  return listedPriceFields.flatMap((field) => {
    const kept = row[field];
    return kept === undefined || kept === "0" || prices[field] !== undefined ? [] : [{ id, field, kept }];
  });
}

function hasTiers(row: CatalogRow | undefined): boolean {
  return row !== undefined && [row.longContext, row.batch, row.flex, row.priority].some((tier) => tier !== undefined);
}

function isListed({ status }: CatalogRow): boolean {
  return status === "active" || status === "beta";
}

function idOf({ id }: CatalogRow): string {
  return id;
}
