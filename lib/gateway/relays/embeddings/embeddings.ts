import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { sumUsage } from "../../metering/sum-usage.ts";
import type { Usage } from "../../metering/usage.ts";
import { parseBody } from "../../request/parse-body.ts";
import type { Relay, RelayedJson } from "../relay.ts";
import { byteLength } from "../text-size.ts";
import { cohereEmbeddings } from "./cohere-shape.ts";
import { googleEmbeddings } from "./google-shape.ts";
import { countItems, type EmbeddingsInput, readEmbeddingsInput, sliceInput } from "./input.ts";
import { jinaEmbeddings, mistralEmbeddings, openaiEmbeddings, voyageEmbeddings } from "./openai-shapes.ts";
import { writeEmbeddingsUsage } from "./vectors.ts";

/** POST /v1/embeddings: OpenAI's form for callers, whatever the provider's. */
export const embeddings: Relay<EmbeddingsInput> = {
  name: "embeddings",
  cacheable: true,
  read: (request) => readEmbeddingsInput(parseBody(request)),
  shapes: {
    openai: openaiEmbeddings,
    google: googleEmbeddings,
    mistral: mistralEmbeddings,
    cohere: cohereEmbeddings,
    voyage: voyageEmbeddings,
    jina: jinaEmbeddings,
  },
  split: (input, inputsMax) => {
    const count = countItems(input.items);
    return Array.from({ length: Math.ceil(count / inputsMax) }, (_, part) =>
      sliceInput(input, part * inputsMax, (part + 1) * inputsMax),
    );
  },
  join: joinReplies,
  bounds: (input) => ({ inputTokens: tokensBound(input), outputTokens: 0, choices: 1 }),
  estimate: ({ items }, { countTokens }) => ({
    counts: {
      input: items.kind === "texts" ? sum(items.texts.map(countTokens)) : sum(items.lists.map((list) => list.length)),
    },
  }),
  addUsage: (json, counts) => ({ ...json, usage: writeEmbeddingsUsage(counts) }),
};

/** No tokenizer makes more tokens than there are bytes, but for the few that mark where a text begins and ends. */
function tokensBound({ items }: EmbeddingsInput): number {
  const marksMax = 4;
  if (items.kind === "tokens") return sum(items.lists.map((list) => list.length + marksMax));
  return sum(items.texts.map((text) => byteLength(text) + marksMax));
}

/** The vectors of all parts one behind the other, and the sum of their tokens. */
function joinReplies(replies: readonly RelayedJson[]): RelayedJson {
  const [first = { json: {} }] = replies;
  if (replies.length === 1) return first;
  const data = replies.flatMap(({ json }) => listOf(json["data"])).map((entry, index) => ({ ...entry, index }));
  const usage: Usage | undefined = sumUsage(replies.map((reply) => reply.usage));
  const json: JsonObject = { ...first.json, data };
  return usage ? { json: { ...json, usage: writeEmbeddingsUsage(usage.counts) }, usage } : { json };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value : [];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
