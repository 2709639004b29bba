import { compact } from "../../dialects/compact.ts";
import { parseBody } from "../../request/parse-body.ts";
import { splitExtraFields } from "../extra-fields.ts";
import type { Relay, RelayShape, RelayTarget, RelayWritten } from "../relay.ts";
import { byteLength } from "../text-size.ts";
import { cohereRoot, urlBehind } from "../urls.ts";
import { type RerankInput, readRerankInput, rerankFields } from "./input.ts";
import { writeRerank, writeRerankUsage } from "./reply.ts";

/** The form that Jina began and most servers of open models have taken over. */
const common: RelayShape<RerankInput> = {
  url: urlBehind("/rerank"),
  write: (input, target) => writeRerankBody(input, { ...fieldsOf(input, target), top_n: input.topN }, commonFields),
  read: (reply, input, target) => writeRerank(reply, reply["results"], { input, target }),
};

const commonFields = ["rank_fields", "max_chunks_per_doc", "max_tokens_per_doc"];

/** POST /v1/rerank: one form for callers, whatever the provider's. */
export const rerank: Relay<RerankInput> = {
  name: "rerank",
  cacheable: true,
  read: (request) => readRerankInput(parseBody(request)),
  shapes: {
    openai: common,
    jina: {
      ...common,
      // Jina returns the documents unless told otherwise.
      write: (input, target) => {
        const fields = { ...fieldsOf(input, target), top_n: input.topN, return_documents: false };
        return writeRerankBody(input, fields, ["truncation"]);
      },
    },
    cohere: {
      ...common,
      url: (baseUrl) => `${cohereRoot(baseUrl)}/v2/rerank`,
      write: (input, target) =>
        writeRerankBody(input, { ...fieldsOf(input, target), top_n: input.topN }, ["max_tokens_per_doc", "priority"]),
    },
    voyage: {
      ...common,
      write: (input, target) =>
        writeRerankBody(input, { ...fieldsOf(input, target), top_k: input.topN }, ["truncation"]),
      read: (reply, input, target) => writeRerank(reply, reply["data"], { input, target }),
    },
  },
  bounds: (input) => ({
    inputTokens: tokensOf(input, (text) => byteLength(text) + marksMax),
    outputTokens: 0,
    choices: 1,
    units: { request: searchUnits(input, byteLength) },
  }),
  estimate: (input, { countTokens }) => ({
    counts: { input: tokensOf(input, countTokens), request: searchUnits(input, countTokens) },
  }),
  addUsage: (json, counts) => ({ ...json, usage: writeRerankUsage(counts) }),
};

/** Tokens that mark where a text begins and ends. */
const marksMax = 4;
/** Cohere bills a query with up to 100 documents as one unit, and every further 500 tokens as a document more. */
const documentsPerUnit = 100;
const tokensPerDocument = 500;

/** The query is read with every document anew. */
function tokensOf({ query, documents }: RerankInput, count: (text: string) => number): number {
  return documents.reduce((sum, document) => sum + count(document), 0) + count(query) * documents.length;
}

function searchUnits({ query, documents }: RerankInput, count: (text: string) => number): number {
  const queryTokens = count(query);
  const pieces = documents.reduce((sum, text) => sum + Math.ceil((queryTokens + count(text)) / tokensPerDocument), 0);
  return Math.max(1, Math.ceil(pieces / documentsPerUnit));
}

function fieldsOf({ query, documents }: RerankInput, { model }: RelayTarget) {
  return { model, query, documents };
}

function writeRerankBody(input: RerankInput, fields: object, taken: readonly string[]): RelayWritten {
  const { kept, dropped } = splitExtraFields(input.body.json, { read: rerankFields, taken });
  return { body: JSON.stringify({ ...compact(fields), ...kept }), dropped };
}
