import type { PageQuery } from "../range/read-range.ts";

/** The filters that stand in the address under the names that the API gives them. */
export const filterNames = ["status", "provider", "model", "keyId", "minCostUsd", "metadata"] as const;
export type FilterName = (typeof filterNames)[number];
const statuses = ["success", "error", "cancelled"] as const;
type Status = (typeof statuses)[number];

export type FilterValues = { readonly [Name in Exclude<FilterName, "status">]?: string } & { readonly status?: Status };

/** What a page's address filters by; what it names twice counts once, a status that there is not counts for none. */
export function readFilters(query: PageQuery): FilterValues {
  const { status: named, ...values } = Object.fromEntries(filterNames.flatMap((name) => entryOf(query, name)));
  const status = statuses.find((known) => known === named);
  return { ...values, ...(status === undefined ? {} : { status }) };
}

/** The search's text, if there is any. */
export function readSearch(query: PageQuery): { readonly search?: string } {
  return Object.fromEntries(entryOf(query, "search"));
}

function entryOf(query: PageQuery, name: string): readonly (readonly [string, string])[] {
  const value = query[name];
  const text = typeof value === "string" ? value : value?.[0];
  return text === undefined || text.trim() === "" ? [] : [[name, text]];
}

/** A path of the API with the filters as its query. */
export function withFilters(path: string, filters: Readonly<Record<string, string | undefined>>): string {
  const entries = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`;
}
