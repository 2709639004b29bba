import { isJsonObject } from "#lib/core/json.ts";
import { readInputUsage } from "../read-usage.ts";
import type { RelayShape } from "../relay.ts";
import { cohereRoot } from "../urls.ts";
import type { EmbeddingsInput } from "./input.ts";
import { asVector, requireVectors, writeReply } from "./vectors.ts";
import { checkDimensions, requireTexts, writeEmbeddingsBody } from "./write-body.ts";

/** Cohere's own form, which its address for OpenAI's clients has only in part. At most 96 texts a call. */
export const cohereEmbeddings: RelayShape<EmbeddingsInput> = {
  url: (baseUrl) => `${cohereRoot(baseUrl)}/v2/embed`,
  inputsMax: 96,
  write: (input, target) => {
    checkDimensions(input, target);
    const { input_type: inputType } = input.body.json;
    const fields = {
      model: target.model,
      texts: requireTexts(input, target),
      input_type: typeof inputType === "string" ? inputType : "search_document",
      embedding_types: ["float"],
      output_dimension: input.dimensions,
    };
    return writeEmbeddingsBody(input, fields, ["input_type", "truncate"]);
  },
  read: (reply, input, { model }) => {
    const { embeddings, meta } = reply;
    const list = requireVectors(isJsonObject(embeddings) ? embeddings["float"] : undefined, input);
    const billed = isJsonObject(meta) ? meta["billed_units"] : undefined;
    return writeReply(list.map(asVector), { input, model, usage: readInputUsage(billed) });
  },
};
