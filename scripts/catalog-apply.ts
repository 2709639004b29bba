import type { CatalogFile, CatalogRow } from "#lib/gateway/catalog/row.ts";
import type { Comparison, PriceChange } from "./catalog-compare.ts";
import type { ListedModel } from "./catalog-listing.ts";

export type ApplyOptions = {
  /** The day the listing was read. */
  readonly asOf: string;
  /** Whether paid prices that became zero are believed. */
  readonly suspicious: "keep" | "accept";
};

/** The file with what the listing says. No row is ever dropped: old requests keep pointing at it. */
export function applyComparison(file: CatalogFile, comparison: Comparison, options: ApplyOptions): CatalogFile {
  const { listing, changed, suspicious, added } = comparison;
  const believed = options.suspicious === "accept" ? suspicious.filter(({ to }) => to !== "variable") : [];
  const changes = Map.groupBy([...changed, ...believed], (change) => change.id);
  const gone = new Set(comparison.gone);
  const back = new Set(comparison.back);
  const rows = file.models.map((row): CatalogRow => {
    const status = gone.has(row.id) ? "unlisted" : back.has(row.id) ? "active" : row.status;
    const own = changes.get(row.id);
    return own ? repriced({ ...row, status }, own, { source: listing.source, asOf: options.asOf }) : { ...row, status };
  });
  const newRows = added.map((model) => toRow(model, { source: listing.source, asOf: options.asOf }));
  return { provider: file.provider, models: [...rows, ...newRows] };
}

type Origin = { readonly source: string; readonly asOf: string };

/** The version of a price is its day, so a row that changed carries the day on which it was read. */
function repriced(row: CatalogRow, changes: readonly PriceChange[], { source, asOf }: Origin): CatalogRow {
  const { free: _, conflicts, ...rest } = row;
  const prices = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const now = { ...rest, ...prices };
  const open = conflicts?.filter((conflict) => !changes.some(({ field }) => isAbout(conflict.field, field))) ?? [];
  return {
    ...now,
    ...(isFree(now) ? { free: true } : {}),
    source,
    asOf,
    agreement: [source],
    ...(open.length === 0 ? {} : { conflicts: open }),
  };
}

function toRow(model: ListedModel, { source, asOf }: Origin): CatalogRow {
  const { prices, variable, alias, inputModalities, outputModalities, ...facts } = model;
  return {
    ...facts,
    ...prices,
    ...(variable ? { variablePrice: true } : isFree(prices) ? { free: true } : {}),
    inputModalities: [...inputModalities],
    outputModalities: [...outputModalities],
    ...(alias === undefined ? {} : { aliases: [alias] }),
    status: "active",
    source,
    asOf,
    agreement: [source],
  };
}

function isFree({ inputUsdPerMtok, outputUsdPerMtok, perRequestUsd = "0" }: Partial<CatalogRow>): boolean {
  return inputUsdPerMtok === "0" && outputUsdPerMtok === "0" && perRequestUsd === "0";
}

function isAbout(conflictField: string, field: string): boolean {
  const isRoot = field === "inputUsdPerMtok" || field === "outputUsdPerMtok";
  return isRoot ? conflictField === "input/output" : field === `${conflictField}UsdPerMtok`;
}
