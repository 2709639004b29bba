import type { SchemaRules } from "../sanitize-schema.ts";

const refused = new Set([
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"],
  ...["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "not"],
]);
const formats = new Set(["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"]);

/** What Anthropic's structured output and strict tools take of JSON Schema. */
export const claudeSchemaRules: SchemaRules = {
  keeps: (name, value) => !refused.has(name) && (name !== "format" || formats.has(String(value))),
  renamed: { oneOf: "anyOf" },
  closesObjects: true,
};
