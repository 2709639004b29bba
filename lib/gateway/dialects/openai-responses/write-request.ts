import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalRequest, ResponseFormat } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters, splitExtras } from "../dropped.ts";
import { openaiEffort } from "../openai-effort.ts";
import { openaiSampling } from "../openai-sampling.ts";
import { smallestCap } from "../smallest-cap.ts";
import { fitToolNames, openaiToolNames } from "../tool-names.ts";
import { writeInput } from "./write-input.ts";
import { writeToolChoice, writeTools } from "./write-tools.ts";

/** Writes a request of another format as OpenAI's Responses. Nothing is kept at the provider unless the caller said so. */
export function writeResponsesRequest(given: CanonicalRequest, target: TargetModel): WrittenRequest {
  const request = fitToolNames(given, openaiToolNames);
  const extras = splitExtras(request, "openai-responses");
  const dropped = new Set([...extras.dropped, ...withoutMeaning(request)]);
  const tools = writeTools(request.tools, dropped);
  const { toolChoice } = request;
  const reasoning = writeReasoning(request, target, dropped);
  const body: Record<string, JsonValue> = {
    store: false,
    ...extras.kept,
    model: target.model,
    ...writeInput(request, dropped),
    ...(target.stream && { stream: true }),
    ...(tools.length > 0 && { tools }),
    ...(tools.length > 0 && toolChoice && { tool_choice: writeToolChoice(toolChoice, request.tools) }),
    ...writeOptions(request, tools.length > 0),
    ...jsonObject({ reasoning, include: writeInclude(request, reasoning) }),
    ...jsonObject({ max_output_tokens: smallestCap(request, target), ...openaiSampling(request, target, dropped) }),
  };
  for (const name of dropParameters(body, target.quirks.dropParameters)) dropped.add(name);
  return { body, dropped: [...dropped] };
}

function writeOptions(request: CanonicalRequest, hasTools: boolean): JsonObject {
  const { sampling, responseFormat, verbosity } = request;
  const format = responseFormat && writeFormat(responseFormat);
  return jsonObject({
    parallel_tool_calls: hasTools ? request.parallelToolCalls : undefined,
    text: format === undefined && verbosity === undefined ? undefined : jsonObject({ format, verbosity }),
    top_logprobs: sampling.topLogprobs,
    user: request.user,
    metadata: request.metadata,
    service_tier: request.serviceTier,
    prompt_cache_key: request.promptCacheKey,
  });
}

/** Parameters that only chat has. One that is at its default changes nothing and is not named. */
function withoutMeaning({ sampling, choices }: CanonicalRequest): readonly string[] {
  return [
    ...(choices > 1 ? ["n"] : []),
    ...(sampling.stop === undefined || sampling.stop.length === 0 ? [] : ["stop"]),
    ...(sampling.seed === undefined ? [] : ["seed"]),
    ...(sampling.topK === undefined ? [] : ["top_k"]),
    ...(sampling.frequencyPenalty ? ["frequency_penalty"] : []),
    ...(sampling.presencePenalty ? ["presence_penalty"] : []),
    ...(sampling.logitBias === undefined ? [] : ["logit_bias"]),
  ];
}

function writeReasoning(request: CanonicalRequest, target: TargetModel, dropped: Set<string>): JsonObject | undefined {
  const { reasoning } = request;
  const effort = openaiEffort(request, target, dropped);
  const hasOwn = reasoning?.effort === undefined && target.capabilities?.reasoning !== false;
  if (!reasoning || (effort === undefined && !hasOwn)) return undefined;
  return jsonObject({ effort, summary: reasoning.summary ?? (effort === "none" ? undefined : "auto") });
}

/** Encrypted reasoning comes along, because nothing is kept at the provider that a next turn could refer to. */
function writeInclude(
  { sampling }: CanonicalRequest,
  reasoning: JsonObject | undefined,
): readonly string[] | undefined {
  const include = [
    ...(sampling.logprobs ? ["message.output_text.logprobs"] : []),
    ...(reasoning && reasoning["effort"] !== "none" ? ["reasoning.encrypted_content"] : []),
  ];
  return include.length > 0 ? include : undefined;
}

function writeFormat(format: ResponseFormat): JsonObject {
  if (format.kind !== "json_schema") return { type: format.kind };
  const { name, schema, strict, description } = format;
  return jsonObject({ type: "json_schema", name, description, schema, strict });
}
