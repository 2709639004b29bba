import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";

/** What a provider's schema decoder takes. */
export type SchemaRules = {
  /** Whether a keyword stays; one that goes stays visible to the model in the description. */
  readonly keeps: (name: string, value: JsonValue) => boolean;
  /** Keywords under another name. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Whether objects have to say that they take no other properties. */
  readonly closesObjects: boolean;
};

const schemaMaps = new Set(["properties", "$defs", "definitions"]);
const values = new Set(["enum", "const", "default", "examples", "required", "propertyOrdering"]);

/** A schema as the provider takes it; the caller's own stays as it is. */
export function sanitizeSchema(schema: JsonObject, rules: SchemaRules): JsonObject {
  const clean: Record<string, JsonValue> = {};
  const notes: string[] = [];
  for (const [name, value] of Object.entries(schema)) {
    if (name === "$schema") continue;
    if (name === "const" && !rules.keeps(name, value)) clean["enum"] = [value];
    else if (rules.keeps(name, value)) clean[rules.renamed[name] ?? name] = sanitizeMember(name, value, rules);
    else notes.push(`${name}: ${JSON.stringify(value)}`);
  }
  const isObject = clean["type"] === "object" || clean["properties"] !== undefined;
  if (rules.closesObjects && isObject) clean["additionalProperties"] = false;
  if (notes.length > 0)
    clean["description"] = [clean["description"], `(${notes.join(", ")})`].filter(Boolean).join(" ");
  return clean;
}

function sanitizeMember(name: string, value: JsonValue, rules: SchemaRules): JsonValue {
  if (values.has(name)) return value;
  if (Array.isArray(value))
    return value.map((item: JsonValue) => (isJsonObject(item) ? sanitizeSchema(item, rules) : item));
  if (!isJsonObject(value)) return value;
  if (!schemaMaps.has(name)) return sanitizeSchema(value, rules);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, isJsonObject(member) ? sanitizeSchema(member, rules) : member]),
  );
}
