import type { Log } from "../../gateway/ports.ts";

const levels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof levels)[number];

/** One JSON line an event on standard error. Errors are reduced to their name and message: their other fields may hold requests. */
export function consoleLog(level: LogLevel): Log & { readonly info: Log["warn"] } {
  const from = levels.indexOf(level);
  const writer = (name: LogLevel): Log["warn"] =>
    levels.indexOf(name) < from
      ? () => undefined
      : (event, fields) => {
          process.stderr.write(`${JSON.stringify({ level: name, event, ...plain(fields) })}\n`);
        };
  return { info: writer("info"), warn: writer("warn"), error: writer("error") };
}

function plain(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describeError(value) : value]),
  );
}

function describeError(error: Error): string {
  const cause = error.cause instanceof Error ? `; because: ${describeError(error.cause)}` : "";
  return `${error.name}: ${error.message}${cause}`;
}
