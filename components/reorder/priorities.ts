const step = 10;

/**
 * Whole numbers that ascend: those given stay where they can, those missing get a place between their neighbors.
 * Where there is no room, or the given ones do not ascend, all are numbered anew.
 */
export function ascendingPriorities(given: readonly (number | undefined)[]): readonly number[] {
  const kept = given.filter((priority) => priority !== undefined);
  if (kept.some((priority, index) => index > 0 && priority <= (kept[index - 1] ?? 0))) return renumbered(given.length);
  const numbers: number[] = [];
  for (const [index, priority] of given.entries()) {
    const below = numbers.at(-1);
    const above = given.slice(index).find((next) => next !== undefined);
    const number = priority ?? between(below, above);
    if (number === undefined) return renumbered(given.length);
    numbers.push(number);
  }
  return numbers;
}

function between(below: number | undefined, above: number | undefined): number | undefined {
  if (above === undefined) return below === undefined ? step : below + step;
  const middle = Math.floor(((below ?? 0) + above) / 2);
  return middle < above && (below === undefined || middle > below) ? middle : undefined;
}

function renumbered(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index + 1) * step);
}
