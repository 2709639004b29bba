import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../../errors.ts";
import type { CanonicalRequest, Sampling, TextCompletion } from "../canonical.ts";
import { compact } from "../compact.ts";
import { readIncludeUsage } from "../openai-chat/read-request.ts";
import {
  invalid,
  invalidType,
  optionalBoolean,
  optionalInteger,
  optionalNumber,
  optionalObject,
  optionalString,
  optionalStrings,
  otherFields,
  outOfRange,
  requireModel,
} from "../read-fields.ts";
import { promptMessages } from "./prompt-messages.ts";

/** The format's own output cap where the caller names none. */
const defaultMaxTokens = 16;
/** Of prompts times choices, as chat's own limit of choices. */
const choicesMax = 128;
const most = Number.MAX_SAFE_INTEGER;
const signed = { min: -2, max: 2 };

const known = new Set([
  ...["model", "prompt", "max_tokens", "n", "best_of", "stream", "stream_options", "logprobs", "echo", "stop"],
  ...["temperature", "top_p", "frequency_penalty", "presence_penalty", "logit_bias", "seed", "user"],
]);

/** Checks and reads a text completion request. A `suffix` is asked for in words, and so named as dropped. */
export function readCompletionRequest(body: JsonObject): CanonicalRequest {
  const completion = readCompletion(body);
  const choices = optionalInteger(body, "n", { min: 1, max: choicesMax }) ?? 1;
  if (choices * completion.prompts.length > choicesMax) throw outOfRange("n", { min: 1, max: choicesMax });
  requireBestOf(body, choices);
  return compact({
    dialect: "openai-completions" as const,
    model: requireModel(body),
    messages: completion.prompts.flatMap((prompt) => promptMessages(prompt, completion.suffix)),
    completion,
    stream: optionalBoolean(body, "stream") ?? false,
    includeUsage: readIncludeUsage(body),
    tools: [],
    maxOutputTokens: optionalInteger(body, "max_tokens", { min: 1, max: most }) ?? defaultMaxTokens,
    choices,
    sampling: readSampling(body),
    user: optionalString(body, "user"),
    extras: otherFields(body, known),
  });
}

function readCompletion(body: JsonObject): TextCompletion {
  const echo = optionalBoolean(body, "echo") ?? false;
  const suffix = optionalString(body, "suffix");
  if (echo && typeof body["logprobs"] === "number") {
    throw unsupported("echo", "cannot be combined with 'logprobs': no chat model tells how likely a prompt is");
  }
  return compact({ prompts: readPrompts(body["prompt"]), echo, suffix: suffix || undefined });
}

/** A text or a list of texts. Numbers are tokens of one model's own tokenizer, which nobody else can read. */
function readPrompts(prompt: JsonValue | undefined): readonly string[] {
  if (prompt === undefined || prompt === null) throw invalid("prompt", "is required");
  const list = typeof prompt === "string" ? [prompt] : prompt;
  if (!Array.isArray(list)) throw invalidType("prompt", "a text or a list of texts");
  if (list.length === 0) throw invalid("prompt", "must hold at least one text");
  if (list.length > choicesMax) throw invalid("prompt", `must hold at most ${choicesMax} texts`);
  return list.map((text: JsonValue, index) => {
    const path = typeof prompt === "string" ? "prompt" : `prompt[${index}]`;
    if (typeof text === "number" || Array.isArray(text)) {
      throw unsupported("prompt", "must be text: tokens mean something to the tokenizer of one model only");
    }
    if (typeof text !== "string") throw invalidType(path, "a text");
    if (text === "") throw invalid(path, "must not be empty");
    return text;
  });
}

/** More candidates than answers would be paid for and thrown away by the provider; no chat format can ask for it. */
function requireBestOf(body: JsonObject, choices: number): void {
  const bestOf = optionalInteger(body, "best_of", { min: 1, max: 20 });
  if (bestOf === undefined || bestOf === choices) return;
  throw bestOf < choices
    ? invalid("best_of", "must not be less than 'n'")
    : unsupported("best_of", "must be as many as 'n' or be left out");
}

function readSampling(body: JsonObject): Sampling {
  const logprobs = optionalInteger(body, "logprobs", { min: 0, max: 5 });
  return compact({
    temperature: optionalNumber(body, "temperature", { min: 0, max: 2 }),
    topP: optionalNumber(body, "top_p", { min: 0, max: 1 }),
    stop: optionalStrings(body, "stop"),
    seed: optionalNumber(body, "seed", { min: -(2 ** 64), max: 2 ** 64 }),
    frequencyPenalty: optionalNumber(body, "frequency_penalty", signed),
    presencePenalty: optionalNumber(body, "presence_penalty", signed),
    logprobs: logprobs === undefined ? undefined : true,
    topLogprobs: logprobs,
    logitBias: optionalObject(body, "logit_bias"),
  });
}

function unsupported(param: string, problem: string): GatewayError {
  return new GatewayError("unsupported_parameter", { param, message: `'${param}' ${problem}.` });
}
