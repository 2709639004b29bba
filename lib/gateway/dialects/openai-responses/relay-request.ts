import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters } from "../dropped.ts";
import { isForeignProof } from "../reasoning-formats.ts";

/** The caller's own body with only what has to change. */
export function relayResponsesRequest(body: JsonObject, target: TargetModel): WrittenRequest {
  const relayed: Record<string, JsonValue> = { ...body, model: target.model };
  const { outputTokensCap } = target;
  const asked = body["max_output_tokens"];
  if (outputTokensCap !== undefined) {
    relayed["max_output_tokens"] = typeof asked === "number" ? Math.min(asked, outputTokensCap) : outputTokensCap;
  }
  const { input } = body;
  if (Array.isArray(input) && input.some(isForeignReasoning)) {
    relayed["input"] = input.filter((item: JsonValue) => !isForeignReasoning(item));
  }
  const dropped = dropParameters(relayed, target.quirks.dropParameters);
  return { body: relayed, dropped };
}

/** Reasoning that another maker signed passed through this format in an earlier turn; OpenAI would refuse it. */
function isForeignReasoning(item: JsonValue): boolean {
  if (!isJsonObject(item) || item["type"] !== "reasoning") return false;
  const { encrypted_content: encrypted, id } = item;
  if (typeof encrypted === "string") return isForeignProof(encrypted);
  return typeof id === "string" && id.startsWith(ownReasoningPrefix);
}

/** Reasoning items of ours begin so: they have no counterpart at the provider. */
export const ownReasoningPrefix = "rs_gw_";
