import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { spliceBody } from "../../request/splice-body.ts";
import { readInputUsage } from "../read-usage.ts";
import type { RelayedJson, RelayShape } from "../relay.ts";
import { urlBehind } from "../urls.ts";
import type { EmbeddingsInput } from "./input.ts";
import { isEncoded, readVectorList, writeReply } from "./vectors.ts";
import { checkDimensions, requireTexts, writeEmbeddingsBody } from "./write-body.ts";

type Shape = RelayShape<EmbeddingsInput>;

/** The caller's own bytes but for the model. What comes back is converted where the provider ignores the encoding. */
export const openaiEmbeddings: Shape = {
  url: urlBehind("/embeddings"),
  write: (input, target) => {
    checkDimensions(input, target);
    return { body: spliceBody(input.body, { ...input.body.json, model: target.model }), dropped: [] };
  },
  read: readOpenaiReply,
};

/** OpenAI's form, but another name for the dimensions, and a 422 for fields that it does not know. */
export const mistralEmbeddings: Shape = {
  url: urlBehind("/embeddings"),
  write: (input, target) => {
    checkDimensions(input, target);
    const fields = { model: target.model, input: requireTexts(input, target), output_dimension: input.dimensions };
    return writeEmbeddingsBody(input, fields, ["metadata"]);
  },
  read: readOpenaiReply,
};

export const voyageEmbeddings: Shape = {
  url: urlBehind("/embeddings"),
  inputsMax: 1_000,
  write: (input, target) => {
    checkDimensions(input, target);
    const fields = { model: target.model, input: requireTexts(input, target), output_dimension: input.dimensions };
    return writeEmbeddingsBody(input, fields, ["input_type", "truncation"]);
  },
  read: readOpenaiReply,
};

export const jinaEmbeddings: Shape = {
  url: urlBehind("/embeddings"),
  write: (input, target) => {
    checkDimensions(input, target);
    const fields = { model: target.model, input: requireTexts(input, target), dimensions: input.dimensions };
    return writeEmbeddingsBody(input, fields, ["task", "late_chunking", "truncate", "normalized"]);
  },
  read: readOpenaiReply,
};

/** OpenAI's own replies go on as the objects they are, unless a vector came in another encoding. */
function readOpenaiReply(
  reply: JsonObject,
  input: EmbeddingsInput,
  { model }: { readonly model: string },
): RelayedJson {
  const vectors = readVectorList(reply["data"], input);
  const usage = readInputUsage(reply["usage"]);
  const { data } = reply;
  const isOpenais = reply["object"] === "list" && isJsonObject(reply["usage"]) && "prompt_tokens" in reply["usage"];
  if (isOpenais && Array.isArray(data) && vectors.every((vector) => isEncoded(vector, input.encoding))) {
    return { json: reply, ...(usage ? { usage } : {}) };
  }
  const name = typeof reply["model"] === "string" ? reply["model"] : model;
  return writeReply(vectors, { input, model: name, usage });
}
