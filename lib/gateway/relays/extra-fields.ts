import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { otherFields } from "../dialects/read-fields.ts";

/** The caller's fields beyond those that every form knows, split by whether this form knows them too. */
export function splitExtraFields(
  body: JsonObject,
  { read, taken }: { readonly read: ReadonlySet<string>; readonly taken: readonly string[] },
): { readonly kept: JsonObject; readonly dropped: readonly string[] } {
  const kept: Record<string, JsonValue> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(otherFields(body, read))) {
    if (taken.includes(name)) kept[name] = value;
    else dropped.push(name);
  }
  return { kept, dropped };
}
