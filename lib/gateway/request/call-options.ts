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
  /** `x-gateway-cache`; absent: as the router says. `refresh` asks a provider and keeps the new reply. */
  readonly cache?: "on" | "off" | "refresh";
  /** `x-gateway-cache-ttl`: for how long a reply is kept, and how old one may be that answers this request. */
  readonly cacheTtlSeconds?: number;
  /** How often the caller's own client library has already tried this request, by its own word. */
  readonly clientRetries: number;
};

const noMetadata: Readonly<Record<string, string>> = {};
const timeoutMsMax = 3_600_000;
/** 30 days, as for routers. */
const cacheTtlSecondsMax = 2_592_000;

export function readCallOptions(request: GatewayRequest): CallOptions {
  const timeoutMs = readWhole(request, "x-gateway-timeout-ms", timeoutMsMax);
  const cache = readCache(headerOf(request, "x-gateway-cache"));
  const cacheTtlSeconds = readWhole(request, "x-gateway-cache-ttl", cacheTtlSecondsMax);
  return {
    includeMetadata: readInclude(headerOf(request, "x-gateway-include")),
    metadata: readMetadata(headerOf(request, "x-gateway-metadata")),
    parameters: readParameters(headerOf(request, "x-gateway-params")),
    clientRetries: readRetryCount(headerOf(request, "x-stainless-retry-count")),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(cache === undefined ? {} : { cache }),
    ...(cacheTtlSeconds === undefined ? {} : { cacheTtlSeconds }),
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

function readCache(value: string | undefined): "on" | "off" | "refresh" | undefined {
  if (value === undefined || value === "on" || value === "off" || value === "refresh") return value;
  throw badHeader("x-gateway-cache", "must be 'on', 'off' or 'refresh'");
}

/** A whole number from 1 on. */
function readWhole(request: GatewayRequest, name: string, max: number): number | undefined {
  const value = headerOf(request, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) throw badHeader(name, `must be between 1 and ${max}`);
  return number;
}

/** A hint of a library, not of a person: nonsense counts as none. */
function readRetryCount(value: string | undefined): number {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : 0;
}

function badHeader(name: string, problem: string, cause?: unknown): GatewayError {
  return new GatewayError("invalid_request", { message: `The header ${name} ${problem}.`, param: name, cause });
}
