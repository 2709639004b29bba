import { formatTime } from "../format/format-time.ts";

export type TimeStep = "minute" | "hour" | "day";

/** Distances between ticks that people count in, in steps. */
const distances: Readonly<Record<TimeStep, readonly number[]>> = {
  minute: [1, 2, 5, 10, 15, 30, 60, 120, 240],
  hour: [1, 2, 3, 6, 12, 24, 48, 72, 168],
  day: [1, 2, 7, 14, 28, 56],
};

const minutesPerDay = 1_440;

type TickOptions = { readonly step: TimeStep; readonly timeZone: string; readonly most: number };

/** Which points get a label: evenly apart, on round hours of the reader's own day. */
export function timeTicks(times: readonly string[], { step, timeZone, most }: TickOptions): string[] {
  const distance = distances[step].find((candidate) => times.length / candidate <= most) ?? times.length;
  if (step === "day") return times.filter((_, index) => (times.length - 1 - index) % distance === 0);
  const minutes = step === "hour" ? distance * 60 : distance;
  return times.filter((at) => minuteOfDay(at, timeZone) % Math.min(minutes, minutesPerDay) === 0);
}

/** What a tick says: the hour, and at midnight the day that begins. */
export function tickLabel(at: string, { step, timeZone }: Pick<TickOptions, "step" | "timeZone">): string {
  const date = new Date(at);
  const clock = formatTime(date, "clock", timeZone);
  return step === "day" || clock === "00:00" ? formatTime(date, "day", timeZone) : clock;
}

/** What the tooltip and the table say about one step. */
export function stepLabel(at: string, { step, timeZone }: Pick<TickOptions, "step" | "timeZone">): string {
  return formatTime(new Date(at), step === "day" ? "date" : "minute", timeZone);
}

function minuteOfDay(at: string, timeZone: string): number {
  const [hours = "0", minutes = "0"] = formatTime(new Date(at), "clock", timeZone).split(":");
  return Number(hours) * 60 + Number(minutes);
}
