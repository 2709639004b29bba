import type { JsonObject } from "#lib/core/json.ts";
import type { ResponseFormat } from "./canonical.ts";

/**
 * The tool by which a model without structured output is made to answer by a schema. Its name is reserved:
 * readers turn a call of it back into text, so that they need to know nothing of the request.
 */
export const jsonAnswerTool = "gateway_json_answer";

/** What the model is told of that tool where the caller gave its schema no description. */
export const jsonAnswerDescription = "Gives the final answer to the user. Always answer by calling this tool.";

/** What tells a model to answer in JSON where its format has no switch for it. */
export function jsonInstruction(format: ResponseFormat): string {
  const rule = "Answer with one valid JSON object and nothing else: no prose, no code fences.";
  return format.kind === "json_schema"
    ? `${rule} It must match this JSON Schema: ${JSON.stringify(format.schema)}`
    : rule;
}

/** A schema for a tool's input, which has to be an object. */
export function objectSchema(schema: JsonObject | undefined): JsonObject {
  if (!schema) return { type: "object", properties: {} };
  return schema["type"] === undefined ? { type: "object", ...schema } : schema;
}
