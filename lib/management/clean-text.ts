/**
 * Takes out of parsed JSON what PostgreSQL cannot keep as text: NUL and halves of surrogate pairs become U+FFFD, in
 * values and in names. Objects are made anew, so that a `__proto__` of the caller stays an ordinary name.
 */
export function cleanText(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map(cleanText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [clean(name), cleanText(field)]));
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}
