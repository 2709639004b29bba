import { formatMoney, formatMoneyAxis } from "../format/format-money.ts";
import { formatCount, formatLatency, formatPercent, formatTokens } from "../format/format-number.ts";

export type ChartUnit = "usd" | "count" | "tokens" | "ms" | "share";

/** Short, for the axis. */
export function formatTick(value: number, unit: ChartUnit): string {
  switch (unit) {
    case "usd":
      return formatMoneyAxis(value);
    case "count":
    case "tokens":
      return formatTokens(value);
    case "ms":
      return formatLatency(value);
    case "share":
      return formatPercent(value);
  }
}

/** As everywhere else in the dashboard, for the tooltip, the legend and the table. */
export function formatValue(value: number, unit: ChartUnit): string {
  switch (unit) {
    case "usd":
      // A chart's amounts are approximations already; nine places are more than any of them means.
      return formatMoney(value.toFixed(9));
    case "count":
      return formatCount(value);
    case "tokens":
      return formatTokens(value);
    case "ms":
      return formatLatency(value);
    case "share":
      return formatPercent(value);
  }
}

/** Whether adding values up says something. Latencies and shares do not add up. */
export function addsUp(unit: ChartUnit): boolean {
  return unit === "usd" || unit === "count" || unit === "tokens";
}
