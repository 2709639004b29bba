import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";

/**
 * Narrow readers for callers' bodies. `null` counts as absent, as every provider takes it. They are
 * hand-written because a schema library costs more here than all the rest of a small request.
 */
export type Range = { readonly min: number; readonly max: number };

/** What stands before a field's name in `param`, e.g. `messages[0]`. */
type Parent = string;

export function requireModel(body: JsonObject): string {
  const model = body["model"];
  if (model === undefined) throw invalid("model", "is required");
  return requireModelName(model, "model");
}

/** The characters are those of model names; none of them lets a name lead to another path. */
export function requireModelName(name: unknown, path: string): string {
  if (typeof name !== "string") throw invalidType(path, "a string");
  if (!/^[A-Za-z0-9._:/@+-]{1,128}$/.test(name)) {
    throw invalid(path, "must be 1 to 128 letters, digits or characters of . _ : / @ + -");
  }
  return name;
}

/** Empty counts as missing: nothing that has to be there may be empty. */
export function requireString(object: JsonObject, name: string, parent: Parent = ""): string {
  const value = object[name];
  if (typeof value === "string" && value !== "") return value;
  const path = pathOf(parent, name);
  if (value === undefined || value === null) throw invalid(path, "is required");
  throw typeof value === "string" ? invalid(path, "must not be empty") : invalidType(path, "a string");
}

export function optionalString(object: JsonObject, name: string, parent: Parent = ""): string | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidType(pathOf(parent, name), "a string");
  return value;
}

export function optionalBoolean(object: JsonObject, name: string, parent: Parent = ""): boolean | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw invalidType(pathOf(parent, name), "a boolean");
  return value;
}

/** `name` is also the path: numbers stand at the top of every format. */
export function optionalNumber(object: JsonObject, name: string, range: Range): number | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw invalidType(name, "a number");
  if (value < range.min || value > range.max) throw outOfRange(name, range);
  return value;
}

/** Whole and exact; a number beyond 2^53 is refused, because it is no longer the one that was sent. */
export function optionalInteger(object: JsonObject, name: string, range: Range): number | undefined {
  const value = optionalNumber(object, name, range);
  if (value !== undefined && !Number.isSafeInteger(value)) throw invalidType(name, "a whole number");
  return value;
}

export function optionalObject(object: JsonObject, name: string, parent: Parent = ""): JsonObject | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  return requireObject(value, pathOf(parent, name));
}

export function optionalList(object: JsonObject, name: string, parent: Parent = ""): readonly JsonValue[] | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalidType(pathOf(parent, name), "a list");
  return value;
}

/** A string, or a list of strings as most formats take it for `stop`. */
export function optionalStrings(object: JsonObject, name: string): readonly string[] | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  const list = typeof value === "string" ? [value] : optionalList(object, name);
  return list?.map((item, index) => {
    if (typeof item !== "string") throw invalidType(`${name}[${index}]`, "a string");
    return item;
  });
}

export function requireObject(value: JsonValue | undefined, path: string): JsonObject {
  if (!isJsonObject(value)) throw invalidType(path, "an object");
  return value;
}

/** `metadata` of OpenAI's formats: names and texts. */
export function optionalMetadata(body: JsonObject): JsonObject | undefined {
  const metadata = optionalObject(body, "metadata");
  for (const name in metadata) {
    if (typeof metadata[name] !== "string") throw invalidType(`metadata.${name.slice(0, 64)}`, "a string");
  }
  return metadata;
}

/** What a body holds besides the fields that were read. */
export function otherFields(body: JsonObject, known: ReadonlySet<string>): JsonObject {
  let others: Record<string, JsonValue> | undefined;
  for (const name in body) {
    const value = body[name];
    if (known.has(name) || value === undefined || value === null) continue;
    others ??= {};
    others[name] = value;
  }
  return others ?? {};
}

/** The path of a field as `param` shows it. */
export function pathOf(parent: Parent, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

export function invalid(param: string, problem: string): GatewayError {
  return new GatewayError("invalid_request", { param, message: `'${param}' ${problem}.` });
}

export function invalidType(param: string, expected: string): GatewayError {
  return new GatewayError("invalid_type", { param, message: `'${param}' must be ${expected}.` });
}

export function outOfRange(param: string, { min, max }: Range): GatewayError {
  const bounds = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
  return new GatewayError("out_of_range", { param, message: `'${param}' must be ${bounds}.` });
}
