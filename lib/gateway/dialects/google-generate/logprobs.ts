import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";

/** Google's two lists, chosen tokens and their rivals, as chat's one. */
export function readLogprobs(result: JsonValue | undefined): readonly JsonObject[] {
  if (!isJsonObject(result)) return [];
  const chosen = listOf(result["chosenCandidates"]);
  const rivals = listOf(result["topCandidates"]);
  return chosen.map((entry, index) => ({
    ...entryOf(entry),
    top_logprobs: listOf(rivals[index]?.["candidates"]).map(entryOf),
  }));
}

function entryOf({ token = "", logProbability = 0 }: JsonObject): JsonObject {
  return { token, logprob: logProbability, bytes: [...new TextEncoder().encode(String(token))] };
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
