import { type NanoUsd, noMoney, noRate, parseUsdPerUnit, priceOf, type Rate, sumMoney } from "#lib/core/money.ts";
import { shiftDecimal } from "./decimal.ts";
import type { Price, PriceState } from "./price.ts";
import { isTokenClass, rateFor, type Situation, situationOf } from "./rate-for.ts";
import { type Usage, type UsageClass, type UsageCounts, usageClasses } from "./usage.ts";

/** One line of a request's receipt. */
export type Charge = {
  readonly class: UsageClass;
  readonly quantity: number;
  readonly rate: Rate;
  /** What people see the rate for: a million tokens, or one picture, second, character, search or request. */
  readonly unit: "million" | "unit";
  readonly priceVersion: string;
  readonly amountNanoUsd: NanoUsd;
};

export type Cost = {
  readonly charges: readonly Charge[];
  readonly costNanoUsd: NanoUsd;
  /** Whether the price covers what was used; without it the cost is 0 and says nothing. */
  readonly priced: boolean;
};

const unpriced: Cost = { charges: [], costNanoUsd: noMoney, priced: false };
const noConditions: readonly string[] = [];

/**
 * What a request costs, one line a class, each rounded up to the nano-dollar; nothing else is rounded.
 * `conditions` are what the request asked for or the connection implies beyond the tier that the usage names:
 * `us`, `eu`, `fast`, and those of `imageCondition` and `searchCondition`.
 */
export function chargesFor(usage: Usage, state: PriceState, conditions: readonly string[] = noConditions): Cost {
  switch (state.kind) {
    case "unknown":
      return unpriced;
    case "free":
      return { charges: linesOf(usage.counts, () => noRate, state.version), costNanoUsd: noMoney, priced: true };
    case "known": {
      const { price } = state;
      const situation = situationOf(price, usage, conditions);
      const paidByToken = (usage.counts.image_output ?? 0) > 0;
      const charges = linesOf(usage.counts, (name) => lineRate(price, name, { situation, paidByToken }), price.version);
      return { charges, costNanoUsd: totalOf(charges), priced: charges.length > 0 || !usesAnything(usage.counts) };
    }
  }
}

/** A request at the charge that the provider itself reports, for models whose price is only known afterwards. */
export function chargesFromReport(usage: Usage, priceVersion: string): Cost {
  const rate = usage.reportedCostUsd === undefined ? undefined : parseReportedUsd(usage.reportedCostUsd);
  if (rate === undefined) return unpriced;
  const charges = linesOf({ request: 1 }, () => rate, priceVersion);
  return { charges, costNanoUsd: totalOf(charges), priced: true };
}

/** A price by the picture is another way to state the price of its tokens: where those were counted, they are paid. */
function lineRate(
  price: Price,
  name: UsageClass,
  line: { readonly situation: Situation; readonly paidByToken: boolean },
) {
  return name === "image" && line.paidByToken ? undefined : rateFor(price, name, line.situation);
}

function linesOf(
  counts: UsageCounts,
  rateOf: (name: UsageClass) => Rate | undefined,
  priceVersion: string,
): readonly Charge[] {
  const charges: Charge[] = [];
  for (const name of usageClasses) {
    const quantity = counts[name] ?? 0;
    const rate = quantity > 0 ? rateOf(name) : undefined;
    if (rate === undefined) continue;
    const unit = isTokenClass(name) ? "million" : "unit";
    charges.push({ class: name, quantity, rate, unit, priceVersion, amountNanoUsd: priceOf(quantity, rate) });
  }
  return charges;
}

function totalOf(charges: readonly Charge[]): NanoUsd {
  return sumMoney(charges.map((charge) => charge.amountNanoUsd));
}

/** A request as such is no use of a model that is paid by tokens. */
function usesAnything(counts: UsageCounts): boolean {
  return usageClasses.some((name) => name !== "request" && (counts[name] ?? 0) > 0);
}

/** Providers print the charge as a JSON number: what lies behind the twelfth place is noise of their floats. */
function parseReportedUsd(text: string): Rate | undefined {
  const [whole, fraction = ""] = shiftDecimal(text, 0)?.split(".") ?? [];
  return whole === undefined ? undefined : parseUsdPerUnit(`${whole}.${fraction.slice(0, 12).padEnd(1, "0")}`);
}
