import type { JsonValue } from "#lib/core/json.ts";

/** One event under its name, which repeats the type: clients of Anthropic and of Responses dispatch on it. */
export function writeFrame(data: { readonly type: string; readonly [name: string]: JsonValue }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
