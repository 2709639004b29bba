import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters } from "../dropped.ts";
import { isForeignProof } from "../reasoning-formats.ts";

/** The caller's own body with only what has to change. */
export function relayMessagesRequest(body: JsonObject, target: TargetModel): WrittenRequest {
  const relayed: Record<string, JsonValue> = { ...body, model: target.model };
  const { messages } = body;
  if (Array.isArray(messages) && messages.some(hasForeignThinking))
    relayed["messages"] = messages.map(withoutForeignThinking);
  const dropped = [...capOutput(relayed, target), ...dropParameters(relayed, target.quirks.dropParameters)];
  return { body: relayed, dropped };
}

/** A thinking budget has to stay below the cap; where no budget is left, the turn goes without thinking. */
function capOutput(body: Record<string, JsonValue>, { outputTokensCap }: TargetModel): readonly string[] {
  const asked = body["max_tokens"];
  if (outputTokensCap === undefined || (typeof asked === "number" && asked <= outputTokensCap)) return [];
  body["max_tokens"] = outputTokensCap;
  const { thinking } = body;
  const budget = isJsonObject(thinking) ? thinking["budget_tokens"] : undefined;
  if (!isJsonObject(thinking) || typeof budget !== "number" || budget < outputTokensCap) return [];
  if (outputTokensCap > 1_024) {
    body["thinking"] = { ...thinking, budget_tokens: outputTokensCap - 1 };
    return [];
  }
  delete body["thinking"];
  return ["thinking"];
}

/** Reasoning that another maker signed passed through this format in an earlier turn; Anthropic would refuse it. */
function isForeignThinking(block: JsonValue): boolean {
  if (!isJsonObject(block)) return false;
  const { type, signature, data } = block;
  if (type === "thinking") return typeof signature !== "string" || signature === "" || isForeignProof(signature);
  return type === "redacted_thinking" && typeof data === "string" && isForeignProof(data);
}

function hasForeignThinking(message: JsonValue): boolean {
  const content = isJsonObject(message) && message["role"] === "assistant" ? message["content"] : undefined;
  return Array.isArray(content) && content.some(isForeignThinking);
}

function withoutForeignThinking(message: JsonValue): JsonValue {
  if (!isJsonObject(message) || !hasForeignThinking(message)) return message;
  const { content } = message;
  return { ...message, content: Array.isArray(content) ? content.filter((block) => !isForeignThinking(block)) : [] };
}
