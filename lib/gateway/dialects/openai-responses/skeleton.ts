import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { jsonObject } from "../compact.ts";
import type { ReplyContext } from "../dialect.ts";
import { writeToolChoice, writeTools } from "./write-tools.ts";

/** A response before its first word; it repeats the request, as OpenAI's do. */
export function writeSkeleton({ request, replyId, createdSeconds, model }: ReplyContext): JsonObject {
  const { sampling, reasoning, toolChoice, extras } = request;
  return {
    id: `resp_${replyId}`,
    object: "response",
    created_at: createdSeconds,
    status: "in_progress",
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: request.maxOutputTokens ?? null,
    model,
    output: [],
    parallel_tool_calls: request.parallelToolCalls ?? true,
    previous_response_id: extras["previous_response_id"] ?? null,
    reasoning: { effort: reasoning?.effort ?? null, summary: reasoning?.summary ?? null },
    service_tier: request.serviceTier ?? "auto",
    store: false,
    temperature: sampling.temperature ?? 1,
    text: writeText(request),
    tool_choice: toolChoice ? writeToolChoice(toolChoice, request.tools) : "auto",
    tools: writeTools(request.tools, new Set()),
    top_p: sampling.topP ?? 1,
    truncation: "disabled",
    usage: null,
    user: request.user ?? null,
    metadata: request.metadata ?? {},
  };
}

function writeText({ responseFormat: format, verbosity }: ReplyContext["request"]): JsonValue {
  if (format?.kind !== "json_schema") return jsonObject({ format: { type: format?.kind ?? "text" }, verbosity });
  const { name, schema, strict, description } = format;
  return jsonObject({
    format: jsonObject({ type: "json_schema", name, description, schema, strict: strict ?? false }),
    verbosity,
  });
}

/** How a response ended, by the finish of its only choice. */
export function endOf(reason: string | undefined): JsonObject {
  const cause = reason === "length" ? "max_output_tokens" : reason === "content_filter" ? "content_filter" : undefined;
  return cause === undefined
    ? { status: "completed" }
    : { status: "incomplete", incomplete_details: { reason: cause } };
}
