import { noMoney } from "#lib/core/money.ts";
import { asGatewayError, GatewayError } from "../errors.ts";
import type { AttemptRow, Credential } from "../ports.ts";
import type { Target } from "./plan.ts";

export type FailoverOptions = {
  /** In total, over all targets and credentials. */
  readonly attemptsMax: number;
  readonly nowMs: () => number;
  /** When the request arrived, on the same clock. */
  readonly arrivedMs: number;
  /** Told of every attempt that failed, in order. */
  readonly onFailure: (failure: AttemptRow) => void;
};

/**
 * Tries the targets in order, each with its credentials in order, until one answers.
 *
 * `attempt` must settle before a byte reaches the caller: once the reply has begun, another target's answer could
 * no longer replace it. Throws the last failure when nothing is left to try.
 */
export async function failOver<Reply>(
  targets: readonly Target[],
  attempt: (target: Target, credential: Credential | undefined) => Promise<Reply>,
  options: FailoverOptions,
): Promise<Reply> {
  let last: GatewayError | undefined;
  let attempts = 0;
  for (const target of targets) {
    for (const credential of credentialsOf(target)) {
      if (attempts === options.attemptsMax) throw last ?? new GatewayError("no_provider_available");
      attempts++;
      const startedMs = options.nowMs();
      try {
        return await attempt(target, credential);
      } catch (cause) {
        last = asGatewayError(cause);
        options.onFailure(failureRow(target, last, { startedMs, options }));
        if (last.row.failover === "stop") throw last;
        if (last.row.failover === "next") break;
      }
    }
  }
  throw last ?? new GatewayError("no_provider_available");
}

function credentialsOf(target: Target): readonly (Credential | undefined)[] {
  return target.connection.credentials.length === 0 ? [undefined] : target.connection.credentials;
}

function failureRow(
  target: Target,
  error: GatewayError,
  { startedMs, options }: { readonly startedMs: number; readonly options: FailoverOptions },
): AttemptRow {
  const { detail, upstreamStatus } = error.options;
  return {
    provider: target.connection.slug,
    providerKind: target.provider.kind,
    model: target.model,
    status: "failed",
    errorCode: error.code,
    ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }),
    ...(upstreamStatus === undefined ? {} : { httpStatus: upstreamStatus }),
    startedAfterMs: Math.round(startedMs - options.arrivedMs),
    durationMs: Math.round(options.nowMs() - startedMs),
    costNanoUsd: noMoney,
  };
}
