import type { GatewayError, GatewayErrorCode } from "../errors.ts";
import type { CredentialRest } from "./health.ts";
import type { TargetCredential } from "./target.ts";

/** The target's own faults. A caller's mistake, a limit or a refused key says nothing of whether the target works. */
const targetFaults: ReadonlySet<GatewayErrorCode> = new Set<GatewayErrorCode>([
  "upstream_error",
  "upstream_invalid_response",
  "upstream_response_too_large",
  "upstream_blocked",
  "upstream_overloaded",
  "upstream_timeout",
  "upstream_stream_interrupted",
]);

export function isTargetFault({ code }: GatewayError): boolean {
  return targetFaults.has(code);
}

/** Failures that pass and cost nothing: asking the same target again may help, and nothing is paid twice. */
const passing: ReadonlySet<GatewayErrorCode> = new Set<GatewayErrorCode>([
  "upstream_error",
  "upstream_overloaded",
  "upstream_rate_limited",
]);

/** What may have been billed is only asked for again where a rule says so. */
const doubtful: ReadonlySet<GatewayErrorCode> = new Set<GatewayErrorCode>([
  "upstream_timeout",
  "upstream_invalid_response",
]);

type Retry = { readonly asked: "by rule" | "unasked"; readonly rounds: number };

/** A limit is waited for once: who is still limited after the time it named will be so for longer. */
export function mayRetry({ code }: GatewayError, { asked, rounds }: Retry): boolean {
  if (asked === "by rule") return passing.has(code) || doubtful.has(code);
  return passing.has(code) && (code !== "upstream_rate_limited" || rounds === 1);
}

/** Load that a client which retries by itself would only make worse. */
export function isOverload({ code }: GatewayError): boolean {
  return code === "upstream_overloaded" || code === "upstream_rate_limited";
}

const exhaustedMs = 15 * 60_000;
const strainedMs = 10_000;
/** Until the connection is edited, which gives its credentials other names here. */
const refusedMs = 30 * 24 * 3_600_000;

type Rested = { readonly key: string; readonly rest: CredentialRest };

/** What an error says of the credential that was used: for all models, or for the one that was asked for. */
export function restAfter(error: GatewayError, credential: TargetCredential, nowMs: number): Rested | undefined {
  const { retryAfterMs, upstreamStatus } = error.options;
  switch (error.code) {
    case "upstream_rate_limited": {
      const kind = retryAfterMs === undefined ? "strained" : "limited";
      return {
        key: credential.modelHealthKey,
        rest: { kind, untilMs: nowMs + (retryAfterMs ?? strainedMs) },
      };
    }
    case "upstream_quota_exhausted":
      return { key: credential.healthKey, rest: { kind: "exhausted", untilMs: nowMs + exhaustedMs } };
    case "upstream_credentials_rejected": {
      // 403 may only mean this model; everything else means the key.
      const key = upstreamStatus === 403 ? credential.modelHealthKey : credential.healthKey;
      return { key, rest: { kind: "refused", untilMs: nowMs + refusedMs } };
    }
    default:
      return undefined;
  }
}
