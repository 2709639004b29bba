import { noMoney } from "#lib/core/money.ts";
import { asGatewayError, GatewayError } from "../errors.ts";
import type { AttemptRow, Credential, GatewayPorts } from "../ports.ts";
import type { Deadline } from "./deadline.ts";
import { isOverload, isTargetFault, mayRetry, restAfter } from "./failure-kinds.ts";
import { nextTargets } from "./next-targets.ts";
import type { Plan } from "./plan.ts";
import { usableCredentials } from "./rest.ts";
import { retryWaitMs } from "./retry-wait.ts";
import type { Target, TargetCredential } from "./target.ts";

export type FailoverOptions = {
  readonly ports: Pick<GatewayPorts, "health" | "clock" | "random">;
  readonly deadline: Pick<Deadline, "pause" | "remainingMs">;
  readonly mode: "stream" | "whole";
  /** The caller's client is trying again by itself already: the gateway then adds no retries to an overload. */
  readonly callerRetries: boolean;
  /** The caller shortened the deadline: running into it is not the target's fault. */
  readonly callersDeadline: boolean;
  /** When the request arrived, on the monotonic clock. */
  readonly arrivedMs: number;
  /** Told of every attempt that failed, in order. */
  readonly onFailure: (failure: AttemptRow) => void;
};

export type Attempt<Reply> = (target: Target, credential: Credential | undefined) => Promise<Reply>;

/**
 * Tries the targets in order, each with its credentials in order, until one answers. What failed in passing is asked
 * again only when there is no other target, or where its rule says so.
 *
 * `attempt` must settle before a byte reaches the caller: once the reply has begun, another target's answer could
 * no longer replace it. Throws the last failure when nothing is left to try.
 */
export async function failOver<Reply>(plan: Plan, attempt: Attempt<Reply>, options: FailoverOptions): Promise<Reply> {
  if (plan.waitMs > 0) await waitForLimit(plan.waitMs, options.deadline);
  const run: Run<Reply> = {
    plan,
    attempt,
    options,
    failures: new Map(),
    rounds: new Map(),
    attempts: 0,
    last: undefined,
  };
  const probes = new Set(plan.probes);
  let [target, ...others] = plan.targets;
  while (target && run.attempts < plan.attemptsMax) {
    // A target that was out is tried by one request at a time; the others ask it last.
    const isProbe = probes.delete(target) && others.length > 0;
    if (isProbe && !options.ports.health.claimProbe(target.healthKey)) others = [...others, target];
    else {
      const answer = await tryTarget(run, target);
      if (answer) return answer.reply;
      if (run.last) others = [...nextTargets(run.last, { target, others, plan })];
    }
    [target, ...others] = others;
  }
  return await tryAgain(run);
}

/** Only where there is time for it: otherwise the caller learns at once how long the limit lasts. */
async function waitForLimit(waitMs: number, deadline: FailoverOptions["deadline"]): Promise<void> {
  if (waitMs >= deadline.remainingMs()) throw new GatewayError("upstream_rate_limited", { retryAfterMs: waitMs });
  await deadline.pause(waitMs);
}

type Run<Reply> = {
  readonly plan: Plan;
  readonly attempt: Attempt<Reply>;
  readonly options: FailoverOptions;
  /** What each target's last attempt failed with. */
  readonly failures: Map<Target, GatewayError>;
  /** How often each target was asked, with all of its credentials. */
  readonly rounds: Map<Target, number>;
  attempts: number;
  last: GatewayError | undefined;
};

type Answer<Reply> = { readonly reply: Reply };

/** One target with all that its rule allows it at once. */
async function tryTarget<Reply>(run: Run<Reply>, target: Target): Promise<Answer<Reply> | undefined> {
  for (let tries = 1; ; tries++) {
    const answer = await tryCredentials(run, target);
    if (answer || tries > (target.retries ?? 0)) return answer;
    if (!(await waitToRetry(run, target, "by rule"))) return undefined;
  }
}

/** Each credential once; another one is only of use where the first was limited or refused. */
async function tryCredentials<Reply>(run: Run<Reply>, target: Target): Promise<Answer<Reply> | undefined> {
  const { health, clock } = run.options.ports;
  run.rounds.set(target, roundsOf(run, target) + 1);
  for (const credential of usableCredentials({ health, nowMs: clock.nowMs() }, target)) {
    if (run.attempts >= run.plan.attemptsMax) return undefined;
    const answer = await tryOnce(run, target, credential);
    if (answer || run.last?.row.failover !== "credential") return answer;
  }
  return undefined;
}

async function tryOnce<Reply>(
  run: Run<Reply>,
  target: Target,
  credential: TargetCredential,
): Promise<Answer<Reply> | undefined> {
  const { ports, deadline, mode, callersDeadline, onFailure } = run.options;
  const { health, clock } = ports;
  run.attempts++;
  const startedMs = clock.monotonicMs();
  const report = health.begin(target.healthKey);
  try {
    const reply = await run.attempt(target, credential.credential);
    report.answered(clock.monotonicMs() - startedMs, mode);
    return { reply };
  } catch (cause) {
    const error = asGatewayError(cause);
    const isCallers = callersDeadline && error.code === "upstream_timeout" && deadline.remainingMs() === 0;
    if (isTargetFault(error) && !isCallers) report.failed(clock.monotonicMs() - startedMs);
    const rested = restAfter(error, credential, clock.nowMs());
    if (rested) health.rest(rested.key, rested.rest);
    run.last = error;
    run.failures.set(target, error);
    onFailure(failureRow(target, error, { startedMs, options: run.options }));
    return undefined;
  } finally {
    report.ended();
  }
}

/**
 * A request with one target only asks it again when its failure may pass. Where there are several, each was asked and
 * the last one's failure tells the caller most.
 */
async function tryAgain<Reply>(run: Run<Reply>): Promise<Reply> {
  const [target, another] = run.plan.targets;
  while (target && !another && target.retries === undefined && (await waitToRetry(run, target, "unasked"))) {
    const answer = await tryCredentials(run, target);
    if (answer) return answer.reply;
  }
  throw run.last ?? new GatewayError("no_provider_available");
}

/** Whether a target may be asked again; then the time to wait for it has passed. */
async function waitToRetry<Reply>(run: Run<Reply>, target: Target, asked: "by rule" | "unasked"): Promise<boolean> {
  const error = run.failures.get(target);
  const rounds = roundsOf(run, target);
  const { ports, deadline, callerRetries } = run.options;
  if (!error || run.attempts >= run.plan.attemptsMax || !mayRetry(error, { asked, rounds })) return false;
  if (callerRetries && isOverload(error)) return false;
  const waitMs = retryWaitMs(error, rounds, ports.random);
  if (waitMs === undefined || waitMs >= deadline.remainingMs()) return false;
  // One that is out, and only asked because there is no other, is not asked twice.
  const state = ports.health.target(target.healthKey)?.state ?? "closed";
  if (state !== "closed" || !ports.health.takeRetry(target.healthKey)) return false;
  await deadline.pause(waitMs);
  return true;
}

function roundsOf<Reply>({ rounds }: Run<Reply>, target: Target): number {
  return rounds.get(target) ?? 0;
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
    durationMs: Math.round(options.ports.clock.monotonicMs() - startedMs),
    costNanoUsd: noMoney,
  };
}
