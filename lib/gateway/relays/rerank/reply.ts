import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { jsonObject } from "../../dialects/compact.ts";
import { hasCounts, openCounts } from "../../dialects/read-counts.ts";
import { GatewayError } from "../../errors.ts";
import type { Usage, UsageCounts } from "../../metering/usage.ts";
import { readInputUsage, reportedUsage } from "../read-usage.ts";
import type { RelayedJson, RelayTarget } from "../relay.ts";
import type { RerankInput } from "./input.ts";

/** The reply in the one form that callers see: Cohere's and Jina's results, with the usage in one place. */
export function writeRerank(
  reply: JsonObject,
  results: JsonValue | undefined,
  { input, target }: { readonly input: RerankInput; readonly target: RelayTarget },
): RelayedJson {
  const usage = readRerankUsage(reply, target);
  const json = jsonObject({
    id: typeof reply["id"] === "string" ? reply["id"] : undefined,
    object: "list",
    model: typeof reply["model"] === "string" ? reply["model"] : target.model,
    results: readResults(results, input),
    usage: usage && writeRerankUsage(usage.counts),
  });
  return usage ? { json, usage } : { json };
}

export function writeRerankUsage({ input, request }: UsageCounts): JsonObject {
  return jsonObject({ prompt_tokens: input, total_tokens: input, search_units: request });
}

/** The documents are ours to return: not every provider does. */
function readResults(results: JsonValue | undefined, input: RerankInput): readonly JsonObject[] {
  if (!Array.isArray(results)) throw invalidReply("the reply holds no results");
  return results.map((result: JsonValue) => {
    const { index, relevance_score: score } = isJsonObject(result) ? result : {};
    const text = typeof index === "number" ? input.documents[index] : undefined;
    if (typeof index !== "number" || text === undefined || typeof score !== "number") {
      throw invalidReply("a result has no document or no score");
    }
    return { index, relevance_score: score, ...(input.returnDocuments ? { document: { text } } : {}) };
  });
}

/**
 * Tokens, or Cohere's search units, each at the place where the providers report them. A report that leaves out what
 * the model is paid by is none.
 */
function readRerankUsage(reply: JsonObject, { price }: RelayTarget): Usage | undefined {
  const meta = isJsonObject(reply["meta"]) ? reply["meta"] : {};
  const tokens =
    readInputUsage(reply["usage"]) ?? readInputUsage(meta["tokens"]) ?? readInputUsage(meta["billed_units"]);
  const billed = meta["billed_units"];
  const units = hasCounts(billed, ["search_units"]) ? openCounts(billed) : undefined;
  if (!tokens && !units) return undefined;
  const rates = price.kind === "known" ? price.price.rates : {};
  if ((rates.input !== undefined && !tokens) || (rates.request !== undefined && !units && tokens === undefined)) {
    return undefined;
  }
  const request = units ? units.read("search_units") : 1;
  const clamped = (units?.clamped() ?? false) || tokens?.clamped === true;
  return reportedUsage({ ...tokens?.counts, request }, undefined, clamped);
}

function invalidReply(detail: string): GatewayError {
  return new GatewayError("upstream_invalid_response", { detail });
}
