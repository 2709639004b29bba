import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";

/**
 * Chat's token entries in the form of text completions: four lists of one length. `offset` is where the first token
 * stands in the choice's text, in characters.
 */
export function writeLogprobs(entries: readonly JsonValue[], offset: number): JsonObject | null {
  if (entries.length === 0) return null;
  const tokens: string[] = [];
  const tokenLogprobs: JsonValue[] = [];
  const topLogprobs: JsonValue[] = [];
  const textOffset: number[] = [];
  let at = offset;
  for (const entry of entries) {
    if (!isJsonObject(entry)) continue;
    const token = String(entry["token"] ?? "");
    tokens.push(token);
    tokenLogprobs.push(entry["logprob"] ?? null);
    topLogprobs.push(writeAlternatives(entry["top_logprobs"]));
    textOffset.push(at);
    at += token.length;
  }
  return { tokens, token_logprobs: tokenLogprobs, top_logprobs: topLogprobs, text_offset: textOffset };
}

function writeAlternatives(list: JsonValue | undefined): JsonObject {
  const alternatives = Array.isArray(list) ? list.filter(isJsonObject) : [];
  return Object.fromEntries(alternatives.map(({ token, logprob }) => [String(token ?? ""), logprob ?? null]));
}
