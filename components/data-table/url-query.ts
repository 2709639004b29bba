/** What changes in the address; undefined takes a part out. */
export type QueryChange = Readonly<Record<string, string | undefined>>;

/** The address after a change, in the order it had. */
export function changeQuery(query: URLSearchParams, change: QueryChange): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === "" ? "?" : `?${text}`;
}
