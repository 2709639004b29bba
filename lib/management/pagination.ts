import { z } from "zod";
import { ManagementError } from "./errors.ts";

export type Page<Row> = { readonly data: Row[]; readonly nextCursor: string | null };

/** The two query fields of every list. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(200).exactOptional(),
};

export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable() });
}

/** A query's place in a list that is ordered by one text, newest or largest first. */
export type PageQuery = { readonly limit: number; readonly cursor?: string };

/** One row more than asked for says whether there is a next page, so nothing is ever counted. */
export function takeOf(query: PageQuery): number {
  return query.limit + 1;
}

/** Cuts the surplus row off; `keyOf` names the value that the next page begins after. */
export function toPage<Row>(rows: readonly Row[], query: PageQuery, keyOf: (row: Row) => string): Page<Row> {
  const data = rows.slice(0, query.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > query.limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export function pageView<Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> {
  return { data: page.data.map(view), nextCursor: page.nextCursor };
}

/** The value after which the page begins; `undefined` for the first page. */
export function decodeCursor(query: PageQuery): string | undefined {
  if (query.cursor === undefined) return undefined;
  try {
    const text = decodeURIComponent(atob(query.cursor.replaceAll("-", "+").replaceAll("_", "/")));
    if (text.startsWith(cursorPrefix)) return text.slice(cursorPrefix.length);
  } catch (cause) {
    throw badCursor(cause);
  }
  throw badCursor();
}

const cursorPrefix = "c1:";

function encodeCursor(key: string): string {
  return btoa(encodeURIComponent(cursorPrefix + key))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function badCursor(cause?: unknown): ManagementError {
  return new ManagementError("invalid_request", {
    message: "The cursor is not one of this list.",
    param: "cursor",
    cause,
  });
}

/** The filter of a list that is ordered by id, newest first. */
export function beforeCursor(query: PageQuery): { readonly id?: { readonly lt: string } } {
  const id = decodeCursor(query);
  return id === undefined ? {} : { id: { lt: id } };
}

/** For short lists that are in memory whole: the cursor is a place in them. */
export function toOffsetPage<Row>(rows: readonly Row[], query: PageQuery, place: string | undefined): Page<Row> {
  const first = Number(place ?? "0");
  if (!Number.isSafeInteger(first) || first < 0) throw badCursor();
  const end = first + query.limit;
  return { data: rows.slice(first, end), nextCursor: end < rows.length ? encodeCursor(String(end)) : null };
}
