import type { GatewayErrorCode } from "../errors.ts";
import type { ErrorFacts } from "./error-facts.ts";

type Rule = {
  readonly code: GatewayErrorCode;
  /** Names the provider may give the error. */
  readonly names?: readonly string[];
  /** Providers that have no name for it still have words. */
  readonly words?: RegExp;
  /** Only for these statuses; absent is any. */
  readonly statuses?: readonly number[];
};

const mistakes = [400, 413, 422];

/** In this order: what stands in the body says more than the status, which some providers choose oddly. */
const rules: readonly Rule[] = [
  {
    code: "upstream_quota_exhausted",
    names: [
      "insufficient_quota",
      "billing_error",
      "billing_hard_limit_reached",
      "billing_not_active",
      "enforced_spend_limit_reached",
      "payment_required",
      "insufficient_funds",
      "insufficient_balance",
    ],
    words:
      /credit balance is too low|insufficient (?:credits?|balance|funds|quota)|(?:spend(?:ing)?|usage|billing) (?:hard )?(?:limit|cap)\b.*(?:reached|exceeded)|(?:reached|exceeded).*(?:spend(?:ing)?|monthly|billing) (?:limit|cap)|used all available credits|requires more credits/i,
  },
  {
    code: "content_filter",
    names: [
      "content_filter",
      "content_policy_violation",
      "content_policy",
      "responsibleaipolicyviolation",
      "moderation_blocked",
      "invalid_prompt",
    ],
  },
  {
    code: "upstream_credentials_rejected",
    names: ["invalid_api_key", "api_key_invalid", "authentication_error", "authentication", "unauthenticated"],
    words: /api key not valid|(?:incorrect|invalid) api key/i,
  },
  {
    code: "context_length_exceeded",
    names: ["context_length_exceeded", "token_limit_exceeded", "model_max_length_exceeded"],
    words:
      /maximum context length|context (?:length|window|limit)|prompt is too long|input (?:is )?too long|too many (?:input )?tokens|input token count.*exceeds|exceeds the (?:model's )?max(?:imum)? (?:number of )?(?:input )?tokens|reduce the length of the (?:messages|prompt|input)|prompt .*too large for model/i,
    statuses: mistakes,
  },
  {
    code: "upstream_model_not_found",
    names: ["model_not_found", "invalid_model", "deploymentnotfound"],
    words:
      /is not a valid model id|^(?:invalid|unknown) model\b|model .{1,128} (?:does not exist|is not found|not found)/i,
    statuses: [400, 404, 422],
  },
  {
    code: "upstream_overloaded",
    names: ["overloaded_error", "provider_overloaded", "unavailable", "engine_overloaded"],
  },
  { code: "upstream_timeout", names: ["timeout_error", "deadline_exceeded", "timeout"] },
];

/** Statuses that names alone tell of, for errors inside replies that began with 200. */
const statusOfName: Readonly<Record<string, number>> = {
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  rate_limit: 429,
  resource_exhausted: 429,
  too_many_requests: 429,
  permission_error: 403,
  permission_denied: 403,
  invalid_request_error: 400,
  invalid_request: 400,
  invalid_argument: 400,
  failed_precondition: 400,
  not_found_error: 404,
  not_found: 404,
  request_too_large: 413,
  payload_too_large: 413,
  unprocessable: 422,
  overloaded: 503,
  server_error: 500,
  api_error: 500,
  internal: 500,
};

/** Our code for a provider's error. A status of 0 means that it stood inside a reply. */
export function classifyProviderError(httpStatus: number, facts: ErrorFacts): GatewayErrorCode {
  const named = facts.codes.map((name) => statusOfName[name]).find((status) => status !== undefined);
  const status = httpStatus >= 400 ? httpStatus : (facts.status ?? named ?? 0);
  if (status === 402) return "upstream_quota_exhausted";
  const rule = rules.find((candidate) => matches(candidate, status, facts));
  return rule?.code ?? codeOfStatus(status);
}

function matches(rule: Rule, status: number, { codes, message }: ErrorFacts): boolean {
  if (rule.names?.some((name) => codes.includes(name))) return true;
  if (rule.statuses && !rule.statuses.includes(status)) return false;
  return status < 500 && rule.words?.test(message) === true;
}

function codeOfStatus(status: number): GatewayErrorCode {
  switch (status) {
    case 400:
      return "upstream_rejected";
    case 401:
    case 403:
      return "upstream_credentials_rejected";
    case 404:
      return "upstream_model_not_found";
    case 413:
      return "upstream_too_large";
    case 422:
      return "upstream_unprocessable";
    case 429:
      return "upstream_rate_limited";
    case 408:
    case 504:
      return "upstream_timeout";
    case 503:
    case 529:
      return "upstream_overloaded";
    default:
      return "upstream_error";
  }
}
