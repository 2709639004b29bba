import { isJsonObject } from "#lib/core/json.ts";
import { readInputUsage } from "../read-usage.ts";
import type { RelayShape } from "../relay.ts";
import type { EmbeddingsInput } from "./input.ts";
import { asVector, requireVectors, writeReply } from "./vectors.ts";
import { checkDimensions, requireTexts, writeEmbeddingsBody } from "./write-body.ts";

/** At most 100 texts a call, and no count of the tokens. */
export const googleEmbeddings: RelayShape<EmbeddingsInput> = {
  url: (baseUrl, model) => `${baseUrl}/models/${encodeURIComponent(model)}:batchEmbedContents`,
  inputsMax: 100,
  write: (input, target) => {
    checkDimensions(input, target);
    const { task_type: taskType, title } = input.body.json;
    const requests = requireTexts(input, target).map((text) => ({
      model: `models/${target.model}`,
      content: { parts: [{ text }] },
      ...(input.dimensions === undefined ? {} : { outputDimensionality: input.dimensions }),
      ...(typeof taskType === "string" ? { taskType } : {}),
      ...(typeof title === "string" ? { title } : {}),
    }));
    const { dropped } = writeEmbeddingsBody(input, {}, ["task_type", "title"]);
    return { body: JSON.stringify({ requests }), dropped };
  },
  read: (reply, input, { model }) => {
    const list = requireVectors(reply["embeddings"], input);
    const vectors = list.map((entry) => asVector(isJsonObject(entry) ? entry["values"] : undefined));
    return writeReply(vectors, { input, model, usage: readInputUsage(reply["usageMetadata"]) });
  },
};
