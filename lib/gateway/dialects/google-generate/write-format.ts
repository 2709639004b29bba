import type { JsonObject } from "#lib/core/json.ts";
import { jsonInstruction } from "../json-answer.ts";
import { type SchemaRules, sanitizeSchema } from "../sanitize-schema.ts";
import type { WriteContext } from "./write-context.ts";

type FormatPlan = { readonly config: JsonObject; readonly instruction?: string };

const supported = new Set([
  ...["$id", "$defs", "$ref", "$anchor", "type", "format", "title", "description", "enum", "items", "prefixItems"],
  ...["minItems", "maxItems", "minimum", "maximum", "anyOf", "oneOf", "properties", "additionalProperties", "required"],
  "propertyOrdering",
]);

/** What Google's structured output takes of JSON Schema. */
const geminiSchemaRules: SchemaRules = { keeps: (name) => supported.has(name), renamed: {}, closesObjects: false };

/** Native, except that older models take no JSON beside tools: then words have to do. */
export function planFormat({ request, rules, dropped }: WriteContext): FormatPlan {
  const format = request.responseFormat;
  if (!format || format.kind === "text") return { config: {} };
  if (request.tools.length > 0 && !rules.toolsWithSchema) {
    dropped.add("response_format");
    return { config: {}, instruction: jsonInstruction(format) };
  }
  const json = { responseMimeType: "application/json" };
  if (format.kind !== "json_schema") return { config: json };
  return { config: { ...json, responseJsonSchema: sanitizeSchema(format.schema, geminiSchemaRules) } };
}
