/** Rows that arrived after the page was drawn: those the reader sees, and those that wait for the reader's word. */
export type News<Row extends { readonly id: string }> = {
  readonly shown: readonly Row[];
  readonly held: readonly Row[];
  /** More arrived at once than a page holds: what lies between is only in a fresh list. */
  readonly isGap: boolean;
};

type Arrival<Row> = {
  /** The newest page of the list as it is now. */
  readonly page: readonly Row[];
  /** What the page was drawn with and what was loaded since. */
  readonly loaded: readonly Row[];
  readonly place: "shown" | "held";
};

export const noNews = { shown: [], held: [], isGap: false } as const;

/**
 * Takes in what a fresh look at the list found. A request that began long ago and ended only now belongs below newer
 * ones, so rows are placed by their id, which is their time.
 */
export function addNews<Row extends { readonly id: string }>(
  { shown, held, isGap }: News<Row>,
  { page, loaded, place }: Arrival<Row>,
): News<Row> {
  const known = new Set([...loaded, ...shown, ...held].map(({ id }) => id));
  const found = page.filter(({ id }) => !known.has(id));
  const missed = isGap || (found.length === page.length && known.size > 0 && page.length > 0);
  return place === "shown" && !missed
    ? { shown: newestFirst([...found, ...held, ...shown]), held: [], isGap: false }
    : { shown, held: newestFirst([...found, ...held]), isGap: missed };
}

/** Shows what was held back. */
export function showNews<Row extends { readonly id: string }>({ shown, held }: News<Row>): News<Row> {
  return { shown: newestFirst([...held, ...shown]), held: [], isGap: false };
}

export function newestFirst<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((left, right) => (left.id < right.id ? 1 : -1));
}
