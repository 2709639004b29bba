import { type ChartSeries, otherId } from "./series.ts";

const slotCount = 8;

/** Providers that meet often have places of their own, so that a reader learns them. */
const usualSlots: Readonly<Record<string, number>> = {
  "azure-openai": 1,
  anthropic: 2,
  openai: 3,
  deepseek: 4,
  google: 5,
  groq: 6,
  openrouter: 7,
  mistral: 8,
};

/**
 * A color for each series, the same on every page and every day: it follows from the id, not from the rank. Only
 * where two of one chart want the same place does the later one by name move on.
 */
export function colorsOf(series: readonly ChartSeries[]): ReadonlyMap<string, string> {
  const colors = new Map<string, string>([[otherId, "var(--chart-other)"]]);
  const taken = new Set<number>();
  for (const { id, color } of series) if (color !== undefined) colors.set(id, color);
  const open = series.map(({ id }) => id).filter((id) => !colors.has(id));
  for (const id of open.toSorted(knownFirst)) {
    const slot = freeSlot(usualSlots[id] ?? (hash(id) % slotCount) + 1, taken);
    taken.add(slot);
    colors.set(id, `var(--chart-${slot})`);
  }
  return colors;
}

function knownFirst(left: string, right: string): number {
  const known = Number(right in usualSlots) - Number(left in usualSlots);
  return known !== 0 ? known : left < right ? -1 : 1;
}

/** With more series than colors they begin to repeat; charts fold before that. */
function freeSlot(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < slotCount; step++) {
    const slot = ((wanted - 1 + step) % slotCount) + 1;
    if (!taken.has(slot)) return slot;
  }
  return wanted;
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}
