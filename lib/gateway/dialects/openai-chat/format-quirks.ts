import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { DialectQuirks } from "../dialect.ts";
import { jsonInstruction } from "../json-answer.ts";

/**
 * Asks for JSON in a way that the provider knows: a schema by words and JSON mode, JSON mode by a schema that takes
 * any object, and either by words alone where it knows neither. Names what was not asked for as the caller did.
 */
export function applyFormatQuirks(
  body: Record<string, JsonValue>,
  taken: DialectQuirks["responseFormats"],
): readonly string[] {
  const format = body["response_format"];
  if (!taken || !isJsonObject(format)) return [];
  const { type } = format;
  if ((type !== "json_schema" && type !== "json_object") || taken.includes(type)) return [];
  if (type === "json_object" && taken.includes("json_schema")) {
    body["response_format"] = { type: "json_schema", json_schema: { name: "answer", schema: { type: "object" } } };
    return ["response_format"];
  }
  const instruction = jsonInstruction(
    type === "json_schema" ? { kind: type, name: "answer", schema: schemaOf(format) } : { kind: type },
  );
  body["messages"] = instruct(body["messages"], instruction);
  if (taken.includes("json_object")) body["response_format"] = { type: "json_object" };
  else delete body["response_format"];
  return ["response_format"];
}

function schemaOf(format: JsonObject): JsonObject {
  const named = format["json_schema"];
  const schema = isJsonObject(named) ? named["schema"] : undefined;
  return isJsonObject(schema) ? schema : {};
}

/** Behind the system prompt where there is one, so that it is what the model read last of its orders. */
function instruct(messages: JsonValue | undefined, text: string): JsonValue {
  const list = Array.isArray(messages) ? messages : [];
  const firstTurn = list.findIndex((message: JsonValue) => !isJsonObject(message) || !isOrder(message));
  const at = firstTurn === -1 ? list.length : firstTurn;
  return [...list.slice(0, at), { role: "system", content: text }, ...list.slice(at)];
}

function isOrder({ role }: JsonObject): boolean {
  return role === "system" || role === "developer";
}
