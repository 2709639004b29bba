import { isJsonObject, type JsonValue } from "#lib/core/json.ts";
import {
  invalid,
  invalidType,
  optionalBoolean,
  optionalInteger,
  requireModel,
  requireString,
} from "../../dialects/read-fields.ts";
import { GatewayError } from "../../errors.ts";
import type { ParsedBody } from "../../request/parse-body.ts";
import type { RelayRequest } from "../relay.ts";
import { roughTokens } from "../text-size.ts";

export type RerankInput = {
  readonly body: ParsedBody;
  readonly query: string;
  readonly documents: readonly string[];
  readonly topN?: number;
  /** The documents come back beside their scores. */
  readonly returnDocuments: boolean;
};

/** As many as Cohere takes, and more than the others. */
const documentsMax = 10_000;

/** Fields that every form of the endpoint knows in one way or another. */
export const rerankFields: ReadonlySet<string> = new Set(["model", "query", "documents", "top_n", "return_documents"]);

export function readRerankInput(body: ParsedBody): RelayRequest<RerankInput> {
  const { json } = body;
  const model = requireModel(json);
  const query = requireString(json, "query");
  const documents = readDocuments(json["documents"]);
  const topN = optionalInteger(json, "top_n", { min: 1, max: Number.MAX_SAFE_INTEGER });
  const returnDocuments = optionalBoolean(json, "return_documents") ?? false;
  return {
    model,
    stream: false,
    inputTokens: roughTokens([query, ...documents]),
    input: { body, query, documents, returnDocuments, ...(topN === undefined ? {} : { topN }) },
  };
}

/** Texts, or objects with a `text`, as Jina's and Cohere's older clients send them. */
function readDocuments(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) throw invalid("documents", "is required");
  if (!Array.isArray(value)) throw invalidType("documents", "a list");
  const list: readonly JsonValue[] = value;
  if (list.length === 0) throw invalid("documents", "must not be empty");
  if (list.length > documentsMax) {
    const message = `'documents' may hold at most ${documentsMax} documents.`;
    throw new GatewayError("too_many_items", { param: "documents", message });
  }
  return list.map((document, index) => {
    const text = isJsonObject(document) ? document["text"] : document;
    if (typeof text === "string") return text;
    throw invalidType(`documents[${index}]`, "a text or an object with a 'text'");
  });
}
