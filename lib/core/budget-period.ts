export const budgetPeriods = ["total", "hour", "day", "week", "month"] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The start that every `total` period shares; nothing was ever spent before it. */
const beginning = 0;

/** The moment the period that holds `nowMs` began. Weeks start on Monday; days and longer follow the zone's calendar. */
export function periodStart(period: BudgetPeriod, timezone: string, nowMs: number): Date {
  return new Date(boundsOf(period, timezone, nowMs).startMs);
}

/** The moment the next period begins; `undefined` for `total`, which never ends. */
export function periodEnd(period: BudgetPeriod, timezone: string, nowMs: number): Date | undefined {
  const { endMs } = boundsOf(period, timezone, nowMs);
  return endMs === undefined ? undefined : new Date(endMs);
}

/** Whether the platform knows the zone: `UTC` or an IANA name. Plain offsets are no zones, they have no calendar. */
export function isTimezone(timezone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(timezone)) return false;
  try {
    formatterOf(timezone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

type Bounds = { readonly startMs: number; readonly endMs?: number };

const lastBounds = new Map<string, Bounds>();

/** Remembers the running period of each zone: admission asks for the same one thousands of times. */
function boundsOf(period: BudgetPeriod, timezone: string, nowMs: number): Bounds {
  if (period === "total") return { startMs: beginning };
  const name = `${period} ${timezone}`;
  const known = lastBounds.get(name);
  if (known?.endMs !== undefined && known.startMs <= nowMs && nowMs < known.endMs) return known;
  const bounds = computeBounds(period, timezone, nowMs);
  lastBounds.set(name, bounds);
  return bounds;
}

function computeBounds(period: Exclude<BudgetPeriod, "total">, timezone: string, nowMs: number): Bounds {
  const localMs = nowMs + offsetMs(timezone, nowMs);
  if (period === "hour") {
    const startMs = nowMs - mod(localMs, hourMs);
    return { startMs, endMs: startMs + hourMs };
  }
  const { first, next } = daysOf(period, new Date(Math.floor(localMs / dayMs) * dayMs));
  return { startMs: startOfDay(timezone, first), endMs: startOfDay(timezone, next) };
}

/** The first day of the period and of the next one, as midnights of a calendar without zone. */
function daysOf(period: "day" | "week" | "month", today: Date): { readonly first: number; readonly next: number } {
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  switch (period) {
    case "day":
      return { first: today.getTime(), next: today.getTime() + dayMs };
    case "week": {
      const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * dayMs;
      return { first: monday, next: monday + 7 * dayMs };
    }
    case "month":
      return { first: Date.UTC(year, month, 1), next: Date.UTC(year, month + 1, 1) };
  }
}

/**
 * The first moment of a local day. Clocks that skip midnight begin the day where they land;
 * clocks that pass midnight twice begin it at the first time.
 */
function startOfDay(timezone: string, midnight: number): number {
  const before = offsetMs(timezone, midnight - dayMs);
  const after = offsetMs(timezone, midnight + dayMs);
  const matching = [midnight - before, midnight - after].filter(
    (moment) => moment + offsetMs(timezone, moment) === midnight,
  );
  return matching.length > 0 ? Math.min(...matching) : midnight - before;
}

/** Local time less UTC at a moment, in milliseconds. */
function offsetMs(timezone: string, atMs: number): number {
  if (timezone === "UTC") return 0;
  const fields: Record<string, number> = {};
  for (const { type, value } of formatterOf(timezone).formatToParts(atMs)) fields[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timezone, formatter);
  return formatter;
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
