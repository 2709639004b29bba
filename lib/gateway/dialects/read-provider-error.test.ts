import { describe, expect, it } from "vitest";
import type { GatewayErrorCode } from "../errors.ts";
import { errorInReply, readProviderError } from "./read-provider-error.ts";

type Case = readonly [name: string, status: number, body: unknown, code: GatewayErrorCode];

const openai = (type: string, code: string | null, message = "No.") => ({
  error: { message, type, param: null, code },
});
const anthropic = (type: string, message = "No.") => ({ type: "error", error: { type, message }, request_id: "req_1" });
const google = (code: number, status: string, more: object = {}) => ({
  error: { code, message: "No.", status, ...more },
});

const cases: readonly Case[] = [
  ["OpenAI: a wrong value", 400, openai("invalid_request_error", "unsupported_value"), "upstream_rejected"],
  ["OpenAI: a wrong key", 401, openai("invalid_request_error", "invalid_api_key"), "upstream_credentials_rejected"],
  ["OpenAI: no model", 404, openai("invalid_request_error", "model_not_found"), "upstream_model_not_found"],
  ["OpenAI: too long", 400, openai("invalid_request_error", "context_length_exceeded"), "context_length_exceeded"],
  ["OpenAI: too many requests", 429, openai("requests", "rate_limit_exceeded"), "upstream_rate_limited"],
  ["OpenAI: a spent account", 429, openai("insufficient_quota", "insufficient_quota"), "upstream_quota_exhausted"],
  [
    "OpenAI: a hard limit",
    400,
    openai("invalid_request_error", "billing_hard_limit_reached"),
    "upstream_quota_exhausted",
  ],
  ["OpenAI: its policy", 400, openai("invalid_request_error", "content_policy_violation"), "content_filter"],
  ["OpenAI: down", 500, openai("server_error", null), "upstream_error"],
  [
    "Azure: its filter",
    400,
    { error: { code: "x", message: "", innererror: { code: "ResponsibleAIPolicyViolation" } } },
    "content_filter",
  ],
  ["Anthropic: a wrong field", 400, anthropic("invalid_request_error"), "upstream_rejected"],
  [
    "Anthropic: too long",
    400,
    anthropic("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    "context_length_exceeded",
  ],
  [
    "Anthropic: no credit",
    400,
    anthropic("invalid_request_error", "Your credit balance is too low to access the API."),
    "upstream_quota_exhausted",
  ],
  ["Anthropic: a bill", 402, anthropic("billing_error"), "upstream_quota_exhausted"],
  ["Anthropic: a wrong key", 401, anthropic("authentication_error"), "upstream_credentials_rejected"],
  ["Anthropic: no right", 403, anthropic("permission_error"), "upstream_credentials_rejected"],
  ["Anthropic: no model", 404, anthropic("not_found_error", "model: claude-9"), "upstream_model_not_found"],
  ["Anthropic: too large", 413, anthropic("request_too_large"), "upstream_too_large"],
  ["Anthropic: too many requests", 429, anthropic("rate_limit_error"), "upstream_rate_limited"],
  ["Anthropic: overloaded", 529, anthropic("overloaded_error"), "upstream_overloaded"],
  ["Anthropic: too slow", 504, anthropic("timeout_error"), "upstream_timeout"],
  ["Google: a wrong field", 400, google(400, "INVALID_ARGUMENT"), "upstream_rejected"],
  [
    "Google: a wrong key",
    400,
    google(400, "INVALID_ARGUMENT", { message: "API key not valid.", details: [{ reason: "API_KEY_INVALID" }] }),
    "upstream_credentials_rejected",
  ],
  [
    "Google: too long",
    400,
    google(400, "INVALID_ARGUMENT", {
      message: "The input token count (9) exceeds the maximum number of tokens allowed (8).",
    }),
    "context_length_exceeded",
  ],
  ["Google: no right", 403, google(403, "PERMISSION_DENIED"), "upstream_credentials_rejected"],
  ["Google: no model", 404, google(404, "NOT_FOUND"), "upstream_model_not_found"],
  [
    "Google: a quota of the minute",
    429,
    google(429, "RESOURCE_EXHAUSTED", {
      message: "You exceeded your current quota, please check your plan and billing details.",
    }),
    "upstream_rate_limited",
  ],
  ["Google: a list of one", 429, [google(429, "RESOURCE_EXHAUSTED")], "upstream_rate_limited"],
  ["Google: overloaded", 503, google(503, "UNAVAILABLE"), "upstream_overloaded"],
  ["Google: too slow", 504, google(504, "DEADLINE_EXCEEDED"), "upstream_timeout"],
  ["OpenRouter: no credit", 402, { error: { code: 402, message: "Insufficient credits" } }, "upstream_quota_exhausted"],
  [
    "OpenRouter: moderation",
    403,
    { error: { code: 403, message: "Flagged", metadata: { reasons: ["violence"], flagged_input: "x" } } },
    "content_filter",
  ],
  [
    "OpenRouter: no such model",
    400,
    { error: { code: 400, message: "foo/bar is not a valid model ID" } },
    "upstream_model_not_found",
  ],
  [
    "OpenRouter: an overloaded provider",
    502,
    { error: { code: 502, message: "x", metadata: { error_type: "provider_overloaded" } } },
    "upstream_overloaded",
  ],
  ["OpenRouter: too slow", 408, { error: { code: 408, message: "x" } }, "upstream_timeout"],
  ["Groq: a failed tool call", 400, openai("invalid_request_error", "tool_use_failed"), "upstream_rejected"],
  [
    "Mistral: a model nobody has",
    400,
    { object: "error", message: "Invalid model: x", type: "invalid_model", code: "1500" },
    "upstream_model_not_found",
  ],
  [
    "Mistral: a report of fields",
    422,
    { detail: [{ loc: ["body", "top_p"], msg: "too large", type: "value_error" }] },
    "upstream_unprocessable",
  ],
  [
    "DeepSeek: no money",
    402,
    openai("unknown_error", "invalid_request_error", "Insufficient Balance"),
    "upstream_quota_exhausted",
  ],
  [
    "xAI: a wrong key",
    400,
    { code: "Client specified an invalid argument", error: "Incorrect API key provided: xa***." },
    "upstream_credentials_rejected",
  ],
  [
    "xAI: a spent team",
    403,
    { code: "x", error: "Your team has used all available credits or reached its monthly spending limit." },
    "upstream_quota_exhausted",
  ],
  ["Cohere: a wrong field", 400, { id: "1", message: "invalid request" }, "upstream_rejected"],
  ["Voyage: a wrong field", 400, { detail: "Argument 'input' is wrong" }, "upstream_rejected"],
  [
    "vLLM: too long",
    400,
    {
      object: "error",
      message: "This model's maximum context length is 4096 tokens.",
      type: "BadRequestError",
      code: 400,
    },
    "context_length_exceeded",
  ],
  ["a page", 502, undefined, "upstream_error"],
  ["a status of its own", 418, {}, "upstream_error"],
];

describe("a provider's error", () => {
  it.each(cases)("%s", (...[, status, body, code]) => {
    const error = readProviderError({ status, headers: {}, body });
    expect(error.code).toBe(code);
    expect(error.options.upstreamStatus).toBe(status);
  });

  it("tells the caller what only the caller can mend, in the provider's words", () => {
    const body = {
      error: {
        message: "'top_p' must be below 1",
        type: "invalid_request_error",
        param: "top_p",
        code: "invalid_value",
      },
    };
    const error = readProviderError({ status: 400, headers: {}, body });
    expect(error).toMatchObject({
      message: "'top_p' must be below 1",
      options: { param: "top_p", providerCode: "invalid_value" },
    });
  });

  it("keeps its words for the log where the caller can do nothing", () => {
    const error = readProviderError({
      status: 401,
      headers: {},
      body: openai("x", "invalid_api_key", "Incorrect key sk-proj-abcdefghijk"),
    });
    expect(error.message).not.toContain("key sk");
    expect(error.options.detail).toBe("Incorrect key [redacted]");
  });

  it("shows no page, and no more than 300 characters", () => {
    const page = readProviderError({
      status: 400,
      headers: {},
      body: undefined,
      text: "<!doctype html><script>x</script>",
    });
    expect(page.message).toBe("The provider refused the request.");
    const long = readProviderError({ status: 400, headers: {}, body: openai("x", null, "a".repeat(9_000)) });
    expect(long.message).toHaveLength(300);
  });

  it("finds the words of the true provider behind OpenRouter's", () => {
    const metadata = { provider_name: "Z", raw: '{"error":{"message":"Too hot"}}' };
    const error = readProviderError({
      status: 400,
      headers: {},
      body: { error: { code: 400, message: "Provider returned error", metadata } },
    });
    expect(error.message).toBe("Too hot");
  });

  it("is not mistaken for another one because of a word in it", () => {
    const body = openai(
      "rate_limit_error",
      null,
      "Rate limit: too many input tokens per minute, reduce the length of the prompt",
    );
    expect(readProviderError({ status: 429, headers: {}, body }).code).toBe("upstream_rate_limited");
  });
});

describe("an error inside a reply with status 200", () => {
  it.each<readonly [string, Parameters<typeof errorInReply>, GatewayErrorCode]>([
    ["OpenRouter's body", [{ error: { code: 429, message: "Slow" } }], "upstream_rate_limited"],
    ["OpenRouter's frame", [{ choices: [{ index: 0, finish_reason: "error" }] }], "upstream_error"],
    [
      "OpenRouter's choice",
      [{ choices: [{ error: { code: 503, message: "x" }, finish_reason: "stop" }] }],
      "upstream_overloaded",
    ],
    ["a bare text", [{ error: "boom" }], "upstream_error"],
    [
      "Anthropic's event",
      [{ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "error"],
      "upstream_overloaded",
    ],
    ["a named event", [{ message: "x", code: "rate_limit_exceeded" }, "error"], "upstream_rate_limited"],
    ["vLLM's body", [{ object: "error", message: "x", code: 400 }], "upstream_rejected"],
    ["Google's body", [{ error: { code: 503, status: "UNAVAILABLE", message: "x" } }], "upstream_overloaded"],
    [
      "OpenAI's spent account",
      [{ type: "error", error: { type: "insufficient_quota", code: "insufficient_quota", message: "x" } }],
      "upstream_quota_exhausted",
    ],
  ])("%s", (_, call, code) => {
    expect(errorInReply(...call)?.code).toBe(code);
  });

  it("is none where there is none", () => {
    expect(errorInReply({ error: null, choices: [{ finish_reason: "stop" }] })).toBeUndefined();
    expect(errorInReply({ choices: [null, {}] })).toBeUndefined();
  });
});
