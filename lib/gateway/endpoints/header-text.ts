const lengthMax = 2_048;

/** Text as a header can carry it: what is not printable ASCII is percent-encoded. */
export function headerText(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x7e]/gu, encodeURIComponent);
}

/**
 * The names of dropped fields as one header's value. Names of unknown fields are the caller's own words; what makes the
 * value longer than 2,048 characters is left out.
 */
export function droppedHeader(names: readonly string[]): string {
  let text = "";
  for (const name of names) {
    const next = headerText(name).replaceAll(",", "%2C");
    if (text.length + next.length + 1 > lengthMax) continue;
    text = text === "" ? next : `${text},${next}`;
  }
  return text;
}
