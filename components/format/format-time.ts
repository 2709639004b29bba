export type TimeParts = {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly clock: string;
  readonly seconds: string;
};

/** `relative` needs a now, everything else only a time zone. */
export type TimeStyle = "clock" | "date" | "day" | "minute" | "second";

const makers = new Map<string, Intl.DateTimeFormat>();

/**
 * One way to write a time in every locale (month by name, 24 hours), so that what the server drew is what the
 * browser draws and no reader takes 03/04 for the wrong month.
 */
export function formatTime(at: Date, style: TimeStyle, timeZone: string): string {
  const parts = timeParts(at, timeZone);
  switch (style) {
    case "clock":
      return parts.clock;
    case "date":
      return `${parts.month} ${parts.day}, ${parts.year}`;
    case "day":
      return `${parts.month} ${parts.day}`;
    case "minute":
      return `${parts.month} ${parts.day}, ${parts.clock}`;
    case "second":
      return `${parts.month} ${parts.day}, ${parts.clock}:${parts.seconds}`;
  }
}

/** `2026-03-04 12:04:33.120 UTC`, for the hover of every time. */
export function formatUtc(at: Date): string {
  const text = at.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 23).replace(/\.000$/, "")} UTC`;
}

const spans = [
  { unit: "d", milliseconds: 86_400_000 },
  { unit: "h", milliseconds: 3_600_000 },
  { unit: "min", milliseconds: 60_000 },
  { unit: "s", milliseconds: 1_000 },
] as const;

/** `just now`, `12 s ago`, `in 3 h`; `undefined` beyond 30 days, where a date says more. */
export function formatRelative(at: Date, now: Date): string | undefined {
  const distance = now.getTime() - at.getTime();
  const size = Math.abs(distance);
  if (size < 5_000) return "just now";
  if (size >= 30 * 86_400_000) return undefined;
  const span = spans.find(({ milliseconds }) => size >= milliseconds) ?? spans[3];
  const count = `${Math.floor(size / span.milliseconds)}\u00a0${span.unit}`;
  return distance > 0 ? `${count} ago` : `in ${count}`;
}

export function isTimeZone(name: string): boolean {
  try {
    return formatterFor(name) !== undefined;
  } catch {
    // The only way to learn that a zone's name is unknown is to ask for it.
    return false;
  }
}

function timeParts(at: Date, timeZone: string): TimeParts {
  const found: Record<string, string> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(at)) found[type] = value;
  return {
    year: found["year"] ?? "",
    month: found["month"] ?? "",
    day: found["day"] ?? "",
    clock: `${found["hour"] ?? ""}:${found["minute"] ?? ""}`,
    seconds: found["second"] ?? "",
  };
}

/** Making a formatter costs more than using it a thousand times; a log page uses it for every row. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = makers.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  makers.set(timeZone, made);
  return made;
}
