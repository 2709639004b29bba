import { invariant } from "#lib/core/invariant.ts";
import type { Trace } from "../metering/trace.ts";
import type { Credential, GatewayPorts } from "../ports.ts";
import { failOver } from "../routing/failover.ts";
import type { Plan, Target } from "../routing/plan.ts";

/** One attempt at a target. Must settle before a byte reaches the caller. */
export type TryTarget<Reply> = (target: Target, credential: Credential | undefined) => Promise<Reply>;

type Tries = {
  readonly trace: Trace;
  readonly plan: Plan;
  /** The attempt itself tells how its stream ends; otherwise its beginning counts as its success. */
  readonly tracksStreams?: boolean;
};

/** Tries the plan's targets until one answers; every failure is noted for the log. */
export function tryTargets<Reply>(
  ports: GatewayPorts,
  { trace, plan, tracksStreams = false }: Tries,
  attempt: TryTarget<Reply>,
): Promise<Reply> {
  const { deadline, options, stream, arrivedMs } = trace;
  invariant(deadline && options, "a request is read and has its deadline before anything is sent");
  return failOver(plan, attempt, {
    ports,
    deadline,
    mode: stream && tracksStreams ? "stream" : "whole",
    callerRetries: options.clientRetries > 0,
    callersDeadline: options.timeoutMs !== undefined,
    arrivedMs,
    onFailure: (failure) => trace.failures.push(failure),
  });
}
