type ErrorRow = {
  readonly status: number;
  /** OpenAI's `error.type`, so that one reader understands both halves of the API. */
  readonly type: string;
  readonly message: string;
};

const invalid = "invalid_request_error";

/** One row a code; nothing else in the management layer names a status. The codes are the public contract. */
export const managementErrors = {
  invalid_json: row(400, "The request body is not valid JSON."),
  invalid_request: row(400, "The request is not valid."),
  invalid_type: row(400, "A field has a value of the wrong type."),
  out_of_range: row(400, "A field has a value out of its range."),
  base_url_not_allowed: row(400, "The base URL is not allowed."),
  key_required_for_new_base_url: row(
    400,
    "The stored key belongs to the old base URL. Send the provider's key again together with the new one.",
  ),
  unauthenticated: row(
    401,
    "Sign in, or send a management token as 'Authorization: Bearer gwm_…'.",
    "authentication_error",
  ),
  invalid_credentials: row(401, "The e-mail address or the password is wrong.", "authentication_error"),
  forbidden: row(403, "Your role does not allow this.", "permission_error"),
  bad_origin: row(403, "The request does not come from this dashboard.", "permission_error"),
  not_found: row(404, "There is nothing here."),
  conflict: row(409, "This conflicts with what exists."),
  request_too_large: row(413, "The request body is larger than 1 MiB."),
  unsupported_media_type: row(415, "The content type must be application/json."),
  unsupported_content_encoding: row(415, "Compressed request bodies are not accepted."),
  too_many_auth_failures: row(429, "Too many failed attempts. Wait before you try again.", "rate_limit_error"),
  service_unavailable: row(503, "The gateway cannot answer this now.", "api_error"),
  internal_error: row(500, "The gateway failed. The request id names the entry in its log.", "api_error"),
} as const satisfies Record<string, ErrorRow>;

export type ManagementErrorCode = keyof typeof managementErrors;

export type ManagementErrorOptions = {
  /** Replaces the table's public text: no secrets, at most 300 characters. */
  readonly message?: string;
  /** The request's field that is wrong, as a path: `timeouts.idleMs`. */
  readonly param?: string;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
};

const isManagementError: unique symbol = Symbol.for("ai-gateway.ManagementError");

/**
 * Every failure of a use case. Its code fixes status and type. Known by its mark: the Node server and Next's bundles
 * each have a copy of this class, and throw across one another.
 */
export class ManagementError extends Error {
  override readonly name = "ManagementError";
  readonly [isManagementError] = true;
  readonly code: ManagementErrorCode;
  readonly options: ManagementErrorOptions;

  constructor(code: ManagementErrorCode, options: ManagementErrorOptions = {}) {
    super(options.message ?? managementErrors[code].message, { cause: options.cause });
    this.code = code;
    this.options = options;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && isManagementError in value;
  }
}

/** Somebody else's object and one that never existed are told apart by nobody: same code, same text. */
export function notFound(): ManagementError {
  return new ManagementError("not_found");
}

function row(status: number, message: string, type = invalid): ErrorRow {
  return { status, type, message };
}
