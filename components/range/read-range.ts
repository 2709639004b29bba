import { periodStart } from "#lib/core/budget-period.ts";

export const rangeNames = ["24h", "7d", "30d"] as const;
export type RangeName = (typeof rangeNames)[number];

export type Range =
  /** Goes on with the present: its end is now. */
  | { readonly kind: RangeName; readonly from: Date }
  | { readonly kind: "custom"; readonly from: Date; readonly to: Date };

export type PickedRange =
  | { readonly kind: RangeName | "any" }
  | { readonly kind: "custom"; readonly from: string; readonly to: string };

/** What a page's address says, as Next hands it over. */
export type PageQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

type ReadOptions = { readonly nowMs: number; readonly timeZone: string };

const hourMs = 3_600_000;
const days = { "7d": 7, "30d": 30 } as const;

/** The range in the address; `undefined` when it names none, or one that makes no sense. */
export function readRange(query: PageQuery, { nowMs, timeZone }: ReadOptions): Range | undefined {
  const from = readTime(query["from"]);
  const to = readTime(query["to"]) ?? new Date(nowMs);
  if (from !== undefined && from < to) return { kind: "custom", from, to };
  const kind = rangeNames.find((name) => name === query["range"]);
  return kind && namedRange(kind, { nowMs, timeZone });
}

/** Whole hours, or whole days of the reader's own calendar: the sums behind the figures are kept by the hour. */
export function namedRange(kind: RangeName, { nowMs, timeZone }: ReadOptions): Range {
  if (kind === "24h") return { kind, from: new Date(Math.floor(nowMs / hourMs) * hourMs - 23 * hourMs) };
  const noon = periodStart("day", timeZone, nowMs).getTime() + 12 * hourMs;
  return { kind, from: periodStart("day", timeZone, noon - (days[kind] - 1) * 24 * hourMs) };
}

/** As the API's filters take it. */
export function rangeFilter(range: Range | undefined): { readonly from?: string; readonly to?: string } {
  if (range === undefined) return {};
  return { from: range.from.toISOString(), ...(range.kind === "custom" ? { to: range.to.toISOString() } : {}) };
}

/** As the picker shows it; it is handed to the browser, where a range is text. */
export function pickedRange(range: Range | undefined): PickedRange {
  if (range === undefined) return { kind: "any" };
  if (range.kind !== "custom") return { kind: range.kind };
  return { kind: "custom", from: range.from.toISOString(), to: range.to.toISOString() };
}

/** As it stands in an address. */
export function rangeQuery(range: Range): string {
  const query = range.kind === "custom" ? rangeFilter(range) : { range: range.kind };
  return new URLSearchParams(query).toString();
}

/** What a range's figures are compared with, to end the sentence "Compared with …". */
export function comparedWith({ kind }: Range): string {
  return kind === "custom"
    ? "the same length of time before"
    : `the ${{ "24h": "24 hours", "7d": "7 days", "30d": "30 days" }[kind]} before`;
}

function readTime(text: PageQuery[string]): Date | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
