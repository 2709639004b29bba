import { GatewayError } from "../errors.ts";
import { type GatewayRequest, headerOf } from "../http.ts";

/** What a caller asks of the gateway itself, by header. */
export type CallOptions = {
  /** `x-gateway-include: metadata`. */
  readonly includeMetadata: boolean;
  /** `x-gateway-metadata`: tags the log and feeds rules. At most 16 names of 64 and values of 512 characters. */
  readonly metadata: Readonly<Record<string, string>>;
  /** `x-gateway-params`: what happens to parameters that have no meaning for the target. */
  readonly parameters: "drop" | "reject";
  /** `x-gateway-timeout-ms`: shortens the deadline of the whole request. */
  readonly timeoutMs?: number;
  /** How often the caller's own client library has already tried this request, by its own word. */
  readonly clientRetries: number;
};

const noMetadata: Readonly<Record<string, string>> = {};
const timeoutMsMax = 3_600_000;

export function readCallOptions(request: GatewayRequest): CallOptions {
  const timeoutMs = readTimeout(headerOf(request, "x-gateway-timeout-ms"));
  return {
    includeMetadata: readInclude(headerOf(request, "x-gateway-include")),
    metadata: readMetadata(headerOf(request, "x-gateway-metadata")),
    parameters: readParameters(headerOf(request, "x-gateway-params")),
    clientRetries: readRetryCount(headerOf(request, "x-stainless-retry-count")),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

function readInclude(value: string | undefined): boolean {
  if (value === undefined) return false;
  const names = value.split(",").map((name) => name.trim());
  const unknown = names.find((name) => name !== "metadata");
  if (unknown !== undefined) throw badHeader("x-gateway-include", "knows only 'metadata'");
  return true;
}

function readMetadata(value: string | undefined): Readonly<Record<string, string>> {
  if (value === undefined) return noMetadata;
  const problem = "must be a JSON object of at most 16 short names and texts";
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (cause) {
    throw badHeader("x-gateway-metadata", problem, cause);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw badHeader("x-gateway-metadata", problem);
  const entries: [string, string][] = [];
  for (const [name, text] of Object.entries(parsed)) {
    if (typeof text !== "string" || name.length > 64 || text.length > 512 || entries.length === 16) {
      throw badHeader("x-gateway-metadata", problem);
    }
    entries.push([name, text]);
  }
  return Object.fromEntries(entries);
}

function readParameters(value: string | undefined): "drop" | "reject" {
  if (value === undefined || value === "drop") return "drop";
  if (value === "reject") return "reject";
  throw badHeader("x-gateway-params", "must be 'drop' or 'reject'");
}

function readTimeout(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const timeoutMs = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (timeoutMs < 1 || timeoutMs > timeoutMsMax)
    throw badHeader("x-gateway-timeout-ms", `must be between 1 and ${timeoutMsMax}`);
  return timeoutMs;
}

/** A hint of a library, not of a person: nonsense counts as none. */
function readRetryCount(value: string | undefined): number {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : 0;
}

function badHeader(name: string, problem: string, cause?: unknown): GatewayError {
  return new GatewayError("invalid_request", { message: `The header ${name} ${problem}.`, param: name, cause });
}
