import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import { inputTokensOf, type Usage, type UsageCounts } from "../../metering/usage.ts";
import type { RelayedJson } from "../relay.ts";
import { decodeFloats, encodeFloats } from "./base64-floats.ts";
import { countItems, type EmbeddingsInput } from "./input.ts";

/** A vector as providers send it: numbers, or the base64 of their bytes. */
export type Vector = readonly number[] | string;

/** The vectors of OpenAI's list in the order of the inputs. Throws where one is missing or is none. */
export function readVectorList(data: JsonValue | undefined, input: EmbeddingsInput): readonly Vector[] {
  const items = requireVectors(data, input);
  const vectors = new Map(
    items.map((item, position) => {
      if (!isJsonObject(item)) throw invalidReply("an embedding is no object");
      const { index = position } = item;
      return [index, asVector(item["embedding"])];
    }),
  );
  return items.map((_, position) => {
    const vector = vectors.get(position);
    if (vector === undefined) throw invalidReply(`there is no vector of the input ${position}`);
    return vector;
  });
}

/** A list with as many entries as there are inputs. */
export function requireVectors(list: JsonValue | undefined, { items }: EmbeddingsInput): readonly JsonValue[] {
  const count = countItems(items);
  if (Array.isArray(list) && list.length === count) return list;
  throw invalidReply(`${count} vectors were asked for, ${Array.isArray(list) ? list.length : "none"} came`);
}

export function asVector(value: JsonValue | undefined): Vector {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.length > 0 && value.every((entry: JsonValue) => typeof entry === "number")) {
    return value;
  }
  throw invalidReply("an embedding is neither numbers nor base64");
}

/** The reply in OpenAI's form, with the vectors in the encoding that the caller asked for. */
export function writeReply(
  vectors: readonly Vector[],
  {
    input,
    model,
    usage,
  }: { readonly input: EmbeddingsInput; readonly model: string; readonly usage?: Usage | undefined },
): RelayedJson {
  const json = {
    object: "list",
    data: vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: encodeVector(vector, input.encoding),
    })),
    model,
  };
  return usage ? { json: { ...json, usage: writeEmbeddingsUsage(usage.counts) }, usage } : { json };
}

export function isEncoded(vector: Vector, encoding: EmbeddingsInput["encoding"]): boolean {
  return (typeof vector === "string") === (encoding === "base64");
}

function encodeVector(vector: Vector, encoding: EmbeddingsInput["encoding"]): Vector {
  if (isEncoded(vector, encoding)) return vector;
  if (typeof vector !== "string") return encodeFloats(vector);
  const numbers = decodeFloats(vector);
  if (numbers) return numbers;
  throw invalidReply("an embedding is no base64 of float32 numbers");
}

/** As OpenAI counts: clients read both without asking whether they are there. */
export function writeEmbeddingsUsage(counts: UsageCounts): JsonObject {
  const tokens = inputTokensOf(counts);
  return { prompt_tokens: tokens, total_tokens: tokens };
}

function invalidReply(detail: string): GatewayError {
  return new GatewayError("upstream_invalid_response", { detail });
}
