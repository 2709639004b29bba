import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { invalid, invalidType, optionalInteger, optionalString, requireModel } from "../../dialects/read-fields.ts";
import { GatewayError } from "../../errors.ts";
import type { ParsedBody } from "../../request/parse-body.ts";
import type { RelayRequest } from "../relay.ts";
import { roughTokens } from "../text-size.ts";

/** What is to be embedded, and in which form the vectors are wanted. */
export type EmbeddingsInput = {
  readonly body: ParsedBody;
  readonly items: EmbeddingItems;
  readonly encoding: "float" | "base64";
  readonly dimensions?: number;
};

/** Texts, or lists of the tokens that a tokenizer of OpenAI's made of them. */
export type EmbeddingItems =
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "tokens"; readonly lists: readonly (readonly number[])[] };

/** OpenAI's own limit on inputs in one request. */
const itemsMax = 2_048;
/** Above the longest vectors there are. */
const dimensionsMax = 65_536;

/** Fields that every form of the endpoint knows in one way or another. */
export const embeddingFields: ReadonlySet<string> = new Set(["model", "input", "encoding_format", "dimensions"]);

export function readEmbeddingsInput(body: ParsedBody): RelayRequest<EmbeddingsInput> {
  const { json } = body;
  const model = requireModel(json);
  const items = readItems(json["input"]);
  const encoding = readEncoding(json);
  const dimensions = optionalInteger(json, "dimensions", { min: 1, max: dimensionsMax });
  return {
    model,
    stream: false,
    inputTokens: items.kind === "texts" ? roughTokens(items.texts) : items.lists.flat().length,
    input: { body, items, encoding, ...(dimensions === undefined ? {} : { dimensions }) },
  };
}

export function countItems(items: EmbeddingItems): number {
  return items.kind === "texts" ? items.texts.length : items.lists.length;
}

/** The items from one to another; the body stays that of all of them. */
export function sliceInput(input: EmbeddingsInput, from: number, to: number): EmbeddingsInput {
  const { items } = input;
  return {
    ...input,
    items:
      items.kind === "texts"
        ? { kind: "texts", texts: items.texts.slice(from, to) }
        : { kind: "tokens", lists: items.lists.slice(from, to) },
  };
}

function readEncoding(json: JsonObject): "float" | "base64" {
  const encoding = optionalString(json, "encoding_format");
  if (encoding === undefined || encoding === "float") return "float";
  if (encoding === "base64") return encoding;
  throw invalid("encoding_format", "must be 'float' or 'base64'");
}

/** A text, a list of texts, a list of tokens, or a list of such lists. */
function readItems(value: JsonValue | undefined): EmbeddingItems {
  if (value === undefined || value === null) throw invalid("input", "is required");
  if (typeof value === "string") return { kind: "texts", texts: [requireText(value, "input")] };
  if (!Array.isArray(value)) throw invalidType("input", "a string or a list");
  const list: readonly JsonValue[] = value;
  const [first] = list;
  if (first === undefined) throw invalid("input", "must not be empty");
  if (typeof first === "number") return { kind: "tokens", lists: [requireTokens(list, "input")] };
  if (list.length > itemsMax) {
    const message = `'input' may hold at most ${itemsMax} items.`;
    throw new GatewayError("too_many_items", { param: "input", message });
  }
  if (typeof first === "string") {
    return { kind: "texts", texts: list.map((item, index) => requireText(item, `input[${index}]`)) };
  }
  return { kind: "tokens", lists: list.map((item, index) => requireTokens(item, `input[${index}]`)) };
}

function requireText(value: JsonValue, path: string): string {
  if (typeof value !== "string") throw invalidType(path, "a string");
  if (value === "") throw invalid(path, "must not be empty");
  return value;
}

function requireTokens(value: JsonValue, path: string): readonly number[] {
  if (!Array.isArray(value)) throw invalidType(path, "a string or a list of tokens");
  const list: readonly JsonValue[] = value;
  if (list.length === 0) throw invalid(path, "must not be empty");
  return list.map((token, index) => {
    if (typeof token === "number" && Number.isSafeInteger(token) && token >= 0) return token;
    throw invalidType(`${path}[${index}]`, "a token, a whole number from 0 up");
  });
}
