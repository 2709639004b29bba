import type { Dice } from "./dice.ts";

const hourMs = 3_600_000;

/** Of an average hour, in UTC: quiet nights, a morning and an afternoon. */
const daily = [2, 1.5, 1, 1, 1.5, 3, 6, 11, 17, 20, 21, 19, 16, 19, 21, 20, 17, 13, 9, 7, 6, 5, 4, 3];

type Span = { readonly nowMs: number; readonly days: number; readonly perHour: number };

/** When requests came in, oldest first: as offices work, a little more every week. */
export function inventTimes(dice: Dice, { nowMs, days, perHour }: Span): readonly number[] {
  const times: number[] = [];
  for (let hour = days * 24; hour >= 0; hour--) {
    const startMs = nowMs - hour * hourMs;
    const date = new Date(startMs);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    const growth = 1 - (hour / (days * 24)) * 0.35;
    const level = ((daily[date.getUTCHours()] ?? 1) / 10) * (isWeekend ? 0.35 : 1) * growth;
    const count = Math.round(perHour * level * dice.spread(0.18));
    for (let request = 0; request < count; request++) times.push(startMs + dice.roll() * hourMs);
  }
  // The last minutes always have something in them, whatever the time of the day.
  for (let request = 0; request < 24; request++) times.push(nowMs - request * 41_000 * dice.spread(0.4) - 4_000);
  return times.filter((time) => time < nowMs - 2_000).sort((left, right) => left - right);
}
