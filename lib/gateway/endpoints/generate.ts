import { authenticate } from "../admission/authenticate.ts";
import { checkKey, checkModel } from "../admission/check-key.ts";
import { enter } from "../admission/concurrency.ts";
import { type Admission, holdBudget } from "../admission/hold-budget.ts";
import { takeRequestRate } from "../admission/take-rate.ts";
import type { DialectId } from "../dialects/dialect.ts";
import { asGatewayError } from "../errors.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import { priceReply } from "../metering/price-reply.ts";
import { noteCall, openTrace, settle, type Trace } from "../metering/trace.ts";
import type { GatewayPorts, RateLimitResult } from "../ports.ts";
import { type ModelCall, readModelCall } from "../request/model-call.ts";
import type { Committed } from "../routing/attempt.ts";
import { attemptCall, type OnDiscard } from "../routing/attempt-call.ts";
import { type Deadline, openDeadline } from "../routing/deadline.ts";
import { failOver } from "../routing/failover.ts";
import type { Plan } from "../routing/plan.ts";
import { planCall } from "../routing/plan-call.ts";
import { withAttempts } from "./error-reply.ts";
import { respondStream } from "./respond-stream.ts";
import { respondWhole } from "./respond-whole.ts";

export type GenerateEndpoint = { readonly name: string; readonly dialect: DialectId };

/** What the stages before the reply hand on to it. */
export type Journey = {
  readonly trace: Trace;
  readonly call: ModelCall;
  readonly admission: Admission;
  readonly rate: RateLimitResult | undefined;
  readonly callerSignal: AbortSignal;
};

/** The whole path of a request for a model's reply, one line a stage. */
export async function generate(
  ports: GatewayPorts,
  request: GatewayRequest,
  endpoint: GenerateEndpoint,
): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  const trace = openTrace(ports, request, { key, endpoint: endpoint.name, dialect: endpoint.dialect });
  try {
    checkKey(key, request, endpoint.name);
    const call = readModelCall(request, endpoint);
    noteCall(trace, call);
    checkModel(key, call.canonical.model);
    trace.leave = enter(key);
    const rate = await takeRequestRate(ports, key);
    const plan = await planCall(ports, trace, call);
    const deadline = startDeadline(ports, request, { trace, call, plan });
    const admission = await holdBudget(ports, {
      trace,
      call,
      targets: plan.targets,
      deadlineMs: deadline.remainingMs(),
    });
    const journey: Journey = { trace, call, admission, rate, callerSignal: request.signal };
    const committed = runPlan(ports, journey, { plan, deadline });
    return call.canonical.stream
      ? await respondStream(ports, journey, committed)
      : await respondWhole(ports, journey, await committed);
  } catch (cause) {
    const error = withAttempts(asGatewayError(cause), trace.failures);
    await settle(ports, trace, { kind: "refused", error });
    throw error;
  }
}

/**
 * A stream ends with its caller; a whole reply is read to its end all the same, because the provider bills it
 * either way and only its end says how much.
 */
function startDeadline(
  ports: GatewayPorts,
  request: GatewayRequest,
  { trace, call, plan }: { readonly trace: Trace; readonly call: ModelCall; readonly plan: Plan },
): Deadline {
  const longest = Math.max(...plan.targets.map((target) => target.timeouts.totalMs));
  const deadline = openDeadline({
    totalMs: Math.min(longest, call.options.timeoutMs ?? longest),
    nowMs: ports.clock.monotonicMs,
    ...(call.canonical.stream ? { callerSignal: request.signal } : {}),
  });
  trace.deadline = deadline;
  return deadline;
}

function runPlan(
  ports: GatewayPorts,
  { trace, call, admission }: Journey,
  { plan, deadline }: { readonly plan: Plan; readonly deadline: Deadline },
): Promise<Committed> {
  const { outputTokensCap } = admission;
  const cap = outputTokensCap === undefined ? {} : { outputTokensCap };
  const onDiscard: OnDiscard = (target, parts) => {
    trace.discarded.push(...parts.map((part) => priceReply(ports, { ...part, target, end: "cut" })));
  };
  return failOver(
    plan.targets,
    (target, credential) => attemptCall(ports, { call, target, credential, deadline, ...cap }, onDiscard),
    {
      attemptsMax: plan.attemptsMax,
      nowMs: ports.clock.monotonicMs,
      arrivedMs: trace.arrivedMs,
      onFailure: (failure) => trace.failures.push(failure),
    },
  );
}
