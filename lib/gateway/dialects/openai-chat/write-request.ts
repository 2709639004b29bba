import type { JsonValue } from "#lib/core/json.ts";
import type { CanonicalRequest, ResponseFormat, Sampling } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { splitExtras } from "../dropped.ts";
import { openaiEffort } from "../openai-effort.ts";
import { openaiSampling } from "../openai-sampling.ts";
import { smallestCap } from "../smallest-cap.ts";
import { fitToolNames, openaiToolNames } from "../tool-names.ts";
import { applyChatQuirks } from "./apply-quirks.ts";
import { askForUsage } from "./relay-request.ts";
import { writeMessages } from "./write-messages.ts";
import { writeToolChoice, writeTools } from "./write-tools.ts";

/** Writes a request of another format as a chat completion. */
export function writeChatRequest(given: CanonicalRequest, target: TargetModel): WrittenRequest {
  const request = fitToolNames(given, openaiToolNames);
  const extras = splitExtras(request, "openai-chat");
  const dropped = new Set(extras.dropped);
  const tools = writeTools(request.tools, target.quirks, dropped);
  const body: Record<string, JsonValue> = {
    ...extras.kept,
    model: target.model,
    messages: writeMessages(request.messages, { dialect: request.dialect, quirks: target.quirks, dropped }),
    ...(target.stream && { stream: true }),
    ...(tools.length > 0 && { tools }),
    ...writeOptions(request, tools.length > 0),
    ...jsonObject({
      reasoning_effort: openaiEffort(request, target, dropped),
      ...openaiSampling(request, target, dropped),
    }),
    ...writeOutputCap(request, target),
    ...writeSampling(request.sampling),
  };
  if (target.stream) askForUsage(body, target.quirks);
  for (const name of applyChatQuirks(body, target.quirks)) dropped.add(name);
  return { body, dropped: [...dropped] };
}

function writeOptions(request: CanonicalRequest, hasTools: boolean) {
  const { toolChoice, responseFormat } = request;
  return jsonObject({
    tool_choice: toolChoice && hasTools ? writeToolChoice(toolChoice, request.tools) : undefined,
    parallel_tool_calls: hasTools ? request.parallelToolCalls : undefined,
    response_format: responseFormat && writeResponseFormat(responseFormat),
    n: request.choices > 1 ? request.choices : undefined,
    user: request.user,
    metadata: request.metadata,
    service_tier: request.serviceTier,
    prompt_cache_key: request.promptCacheKey,
    verbosity: request.verbosity,
  });
}

function writeOutputCap(request: CanonicalRequest, target: TargetModel) {
  const cap = smallestCap(request, target);
  return cap === undefined ? {} : { [target.quirks.outputCapField ?? "max_tokens"]: cap };
}

function writeSampling(sampling: Sampling) {
  return jsonObject({
    top_k: sampling.topK,
    stop: sampling.stop,
    seed: sampling.seed,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    logprobs: sampling.logprobs,
    top_logprobs: sampling.topLogprobs,
    logit_bias: sampling.logitBias,
  });
}

function writeResponseFormat(format: ResponseFormat): JsonValue | undefined {
  if (format.kind !== "json_schema") return format.kind === "text" ? undefined : { type: format.kind };
  const { name, schema, strict, description } = format;
  return { type: "json_schema", json_schema: jsonObject({ name, description, schema, strict }) };
}
