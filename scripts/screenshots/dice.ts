/** Chance that falls the same way at every run, so that pictures change only with what they show. */
export type Dice = {
  /** At least 0, less than 1. */
  readonly roll: () => number;
  readonly isTrue: (chance: number) => boolean;
  /** Around 1, never negative, now and then much larger: how long things take and how much they hold. */
  readonly spread: (width: number) => number;
  readonly pick: <Value>(choices: readonly Value[], fallback: Value) => Value;
  readonly pickWeighted: <Value>(choices: readonly (readonly [Value, number])[], fallback: Value) => Value;
};

export function throwDice(seed: number): Dice {
  let state = seed;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    roll,
    isTrue: (chance) => roll() < chance,
    spread: (width) => {
      const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
      return Math.exp(normal * width);
    },
    pick: (choices, fallback) => choices[Math.floor(roll() * choices.length)] ?? fallback,
    pickWeighted: (choices, fallback) => {
      let left = roll() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return fallback;
    },
  };
}
