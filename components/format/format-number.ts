const steps = [
  { size: 1e12, letter: "T" },
  { size: 1e9, letter: "B" },
  { size: 1e6, letter: "M" },
  { size: 1e3, letter: "k" },
] as const;

/** `0`, `840`, `12.4k`, `1.25M`: three digits that count, whatever the size. */
export function formatTokens(count: number): string {
  const whole = Math.round(count);
  // Judged after rounding, so that 999,950 reads 1M and not 1000k.
  const step = steps.find(
    ({ size }) => Number((Math.abs(whole) / size).toPrecision(3)) >= 1 && Math.abs(whole) >= 1000,
  );
  return step ? `${sign(whole)}${Number((Math.abs(whole) / step.size).toPrecision(3))}${step.letter}` : `${whole}`;
}

/** `1,992`: every digit, thousands set apart. The same in every locale, so that server and browser agree. */
export function formatCount(count: number): string {
  const whole = Math.round(count);
  return (
    sign(whole) +
    Math.abs(whole)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ",")
  );
}

/** From a share between 0 and 1: `0%`, `<0.1%`, `1.2%`, `37%`. Never rounds up to 100%. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  const size = Math.abs(percent);
  if (size === 0) return "0%";
  if (size < 0.1) return percent < 0 ? "−<0.1%" : "<0.1%";
  if (size > 99.9 && size < 100) return `${sign(percent)}99.9%`;
  return `${sign(percent)}${size < 10 ? Number(size.toFixed(1)) : Math.round(size)}%`;
}

/** `840 ms`, `2.1 s`, `1 m 12 s`, with a space that does not break. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds < 10 && milliseconds > 0) return `${Number(milliseconds.toFixed(1))}\u00a0ms`;
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)}\u00a0ms`;
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 600) return `${tenths / 10}\u00a0s`;
  const seconds = Math.round(milliseconds / 1000);
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)}\u00a0m${rest === 0 ? "" : `\u00a0${rest}\u00a0s`}`;
}

export type Change = { readonly direction: "up" | "down" | "same"; readonly text: string };

/** Against the period before. From nothing to something has no percentage: it is `new`. */
export function changeBetween(before: number, now: number): Change {
  if (before === now) return { direction: "same", text: "no change" };
  const direction = now > before ? "up" : "down";
  if (before === 0) return { direction, text: "new" };
  const share = Math.abs((now - before) / before);
  return { direction, text: share >= 10 ? `${Number((share + 1).toPrecision(2))}×` : formatPercent(share) };
}

function sign(value: number): string {
  return value < 0 ? "−" : "";
}
