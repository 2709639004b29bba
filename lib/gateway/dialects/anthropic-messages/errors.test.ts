import { describe, expect, it } from "vitest";
import { GatewayError, type GatewayErrorCode } from "../../errors.ts";
import { writeMessagesError } from "./errors.ts";

describe("an error in Anthropic's shape", () => {
  it.each<readonly [GatewayErrorCode, string, string]>([
    ["invalid_type", "invalid_request_error", "invalid_type"],
    ["missing_api_key", "authentication_error", "missing_api_key"],
    ["budget_exceeded", "billing_error", "budget_exceeded"],
    ["model_not_allowed", "permission_error", "model_not_allowed"],
    ["model_not_found", "not_found_error", "model_not_found"],
    ["request_too_large", "request_too_large", "request_too_large"],
    ["rate_limit_exceeded", "rate_limit_error", "rate_limit_exceeded"],
    ["upstream_quota_exhausted", "overloaded_error", "upstream_overloaded"],
    ["upstream_timeout", "timeout_error", "upstream_timeout"],
    ["upstream_error", "api_error", "upstream_error"],
  ])("%s has the type %s and our code beside it", (...[code, type, shown]) => {
    expect(writeMessagesError(new GatewayError(code, { param: "x" }), "req_1")).toMatchObject({
      type: "error",
      error: { type, code: shown, param: "x", message: expect.any(String) },
      request_id: "req_1",
    });
  });
});
