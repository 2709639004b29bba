import { addMoney, noMoney } from "#lib/core/money.ts";
import type { Charge } from "./cost.ts";
import type { Priced } from "./price-reply.ts";
import { type Usage, type UsageClass, type UsageCounts, type UsageSource, usageClasses } from "./usage.ts";

/** The counts of several replies together. */
export function sumCounts(all: readonly UsageCounts[]): UsageCounts {
  const sum: Partial<Record<UsageClass, number>> = {};
  for (const name of usageClasses) {
    if (!all.some((counts) => counts[name] !== undefined)) continue;
    sum[name] = all.reduce((total, counts) => total + (counts[name] ?? 0), 0);
  }
  return sum;
}

/** What several calls reported as one report; `undefined` where one of them reported nothing. */
export function sumUsage(all: readonly (Usage | undefined)[]): Usage | undefined {
  const reported = all.filter((usage) => usage !== undefined);
  const [first] = reported;
  if (!first || reported.length < all.length) return undefined;
  return {
    counts: sumCounts(reported.map(({ counts }) => counts)),
    ...(first.serviceTier !== undefined && { serviceTier: first.serviceTier }),
    ...(reported.some(({ clamped }) => clamped) && { clamped: true }),
  };
}

/** From the most to the least exact: a sum is as exact as its worst part. */
const sources: readonly UsageSource[] = ["provider", "clamped", "estimated", "estimated_cut", "estimated_disconnect"];

/**
 * Several replies on one receipt. Lines of one class and rate become one whose amount is the sum of theirs; the
 * providers' own figures of the charge are not added up, because nobody reported the sum.
 */
export function sumPriced(all: readonly Priced[]): Priced {
  const worst = Math.max(0, ...all.map(({ source }) => sources.indexOf(source)));
  return {
    usage: sumCounts(all.map(({ usage }) => usage)),
    source: sources[worst] ?? "provider",
    charges: sumCharges(all.flatMap(({ charges }) => charges)),
    costNanoUsd: all.reduce((total, { costNanoUsd }) => addMoney(total, costNanoUsd), noMoney),
    known: all.every(({ known }) => known),
  };
}

function sumCharges(charges: readonly Charge[]): readonly Charge[] {
  const lines = new Map<string, Charge>();
  for (const charge of charges) {
    const name = `${charge.class} ${charge.rate} ${charge.unit} ${charge.priceVersion}`;
    const line = lines.get(name);
    lines.set(
      name,
      line
        ? {
            ...charge,
            quantity: line.quantity + charge.quantity,
            amountNanoUsd: addMoney(line.amountNanoUsd, charge.amountNanoUsd),
          }
        : charge,
    );
  }
  return [...lines.values()];
}
