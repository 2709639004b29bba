import { compareDecimals, type Decimal, parseDecimal } from "#components/format/decimal.ts";

export type BudgetAmounts = {
  readonly limitUsd: string;
  readonly spentUsd: string;
  readonly heldUsd: string;
  /** Of requests whose end is not known; counts in full. */
  readonly unconfirmedUsd: string;
};

/** The parts of a budget's bar, as shares of its limit. Their sum is at most 1. */
export type BudgetParts = {
  readonly spent: number;
  readonly held: number;
  readonly tone: "good" | "warn" | "bad";
};

const warnFrom = 0.8;

/** Shares for drawing only, where a float is exact enough; whether anything is left is judged by the amounts. */
export function budgetParts({ limitUsd, spentUsd, heldUsd, unconfirmedUsd }: BudgetAmounts): BudgetParts {
  const limit = read(limitUsd);
  const shareOf = (amount: Decimal) => (limit.digits === 0n ? 1 : toNumber(amount) / toNumber(limit));
  const spent = Math.min(1, shareOf(read(spentUsd)));
  const held = Math.min(1 - spent, shareOf(read(heldUsd)) + shareOf(read(unconfirmedUsd)));
  const isSpent = compareDecimals(read(spentUsd), limit) >= 0;
  return { spent, held, tone: isSpent ? "bad" : spent + held >= warnFrom ? "warn" : "good" };
}

const zero: Decimal = { negative: false, digits: 0n, places: 0 };

function read(text: string): Decimal {
  return parseDecimal(text) ?? zero;
}

function toNumber({ negative, digits, places }: Decimal): number {
  return (negative ? -1 : 1) * (Number(digits) / 10 ** places);
}
