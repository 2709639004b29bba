import type { JsonObject, JsonValue } from "#lib/core/json.ts";

/** Fields that may be undefined become fields that may be missing. */
export type Compact<Value> = { [Name in keyof Value as undefined extends Value[Name] ? never : Name]: Value[Name] } & {
  [Name in keyof Value as undefined extends Value[Name] ? Name : never]?: Exclude<Value[Name], undefined>;
};

/** The object without the fields that are undefined. The cast says what the loop does, which the compiler cannot see. */
export function compact<Value extends object>(value: Value): Compact<Value> {
  const result: Record<string, unknown> = {};
  for (const name in value) if (value[name] !== undefined) result[name] = value[name];
  return result as Compact<Value>;
}

/** A wire object without the fields that are undefined. */
export function jsonObject(fields: { readonly [name: string]: JsonValue | undefined }): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
