import { isJsonObject, type JsonObject } from "#lib/core/json.ts";

/** The field under which a tool that takes free text gets it from a format that knows only JSON. */
export const customInputField = "input";

/** Arguments as an object. A model's broken JSON must not end the conversation: it goes on as a text. */
export function parseToolArguments(text: string, custom = false): JsonObject {
  if (custom) return { [customInputField]: text };
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Falls through to the text as it is.
  }
  return { [customInputField]: text };
}
