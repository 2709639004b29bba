/** When the last subtitle of a transcript in SRT or WebVTT ends, in seconds; `undefined` where there is none. */
export function lastTimestamp(text: string): number | undefined {
  const ends = [...text.matchAll(/-->\s*(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})/g)];
  const last = ends.at(-1);
  if (!last) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0", thousandths = "0"] = last;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1_000;
}
