import type { JsonObject } from "#lib/core/json.ts";
import type { ParsedBody } from "./parse-body.ts";

/** The body with other values; the fields that stay the same keep their characters. */
export function changeBody(body: ParsedBody, json: JsonObject): ParsedBody {
  return { ...body, json, members: body.members.filter(({ name }) => json[name] === body.json[name]) };
}

/**
 * The text of a changed body: the caller's own bytes, but for the top-level fields that differ from the original.
 * Unchanged fields keep their very characters, so that big numbers, escapes and order survive.
 */
export function spliceBody(original: ParsedBody, changed: JsonObject): string {
  const { text, json, members } = original;
  const pieces: string[] = [];
  const known = new Set<string>();
  for (const member of members) {
    known.add(member.name);
    const value = changed[member.name];
    if (value === undefined) continue;
    const kept = value === json[member.name];
    pieces.push(
      kept
        ? text.slice(member.start, member.valueEnd)
        : text.slice(member.start, member.valueStart) + JSON.stringify(value),
    );
  }
  for (const [name, value] of Object.entries(changed)) {
    if (!known.has(name)) pieces.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  return `{${pieces.join(",")}}`;
}
