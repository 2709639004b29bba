import { authenticate } from "../admission/authenticate.ts";
import { checkKey, checkModel } from "../admission/check-key.ts";
import { enter } from "../admission/concurrency.ts";
import type { Admission } from "../admission/hold-budget.ts";
import { takeRequestRate } from "../admission/take-rate.ts";
import { openReplyCache } from "../cache/open-reply-cache.ts";
import { asGatewayError } from "../errors.ts";
import type { GatewayReply, GatewayRequest } from "../http.ts";
import { noteCall, openTrace, settle, type Trace } from "../metering/trace.ts";
import type { GatewayPorts, RateLimitResult } from "../ports.ts";
import type { CallFacts } from "../request/call-facts.ts";
import { type Deadline, openDeadline } from "../routing/deadline.ts";
import type { Plan } from "../routing/plan.ts";
import { withAttempts, withRate } from "./error-reply.ts";
import { recordReply } from "./record-reply.ts";
import { replayReply } from "./replay-reply.ts";

/** What the stages before the reply hand on to it. */
export type Journey<Call extends CallFacts = CallFacts> = {
  readonly trace: Trace;
  readonly call: Call;
  readonly admission: Admission;
  readonly rate: RateLimitResult | undefined;
  readonly callerSignal: AbortSignal;
  /** What `x-gateway-cache` says: a reply that comes from the cache takes no journey. */
  readonly cache: "miss" | "off";
};

/** Where a call may go, and until when it has to be answered. */
export type Route = { readonly plan: Plan; readonly deadline: Deadline };

/** A call with what is known of it before money is held for it. */
export type PlannedCall<Call extends CallFacts> = {
  readonly trace: Trace;
  readonly call: Call;
  readonly targets: Plan["targets"];
  readonly deadlineMs: number;
};

/** The stages in which endpoints differ; the others are the same for all. */
export type CallStages<Call extends CallFacts> = {
  /** The endpoint's name, and whose format the call has; both stand in the log. */
  readonly name: string;
  readonly dialect: string;
  /** Whether its replies may be kept: they are text, and as good for the next who asks the same. */
  readonly cacheable?: boolean;
  /** Checks the request. Throws `GatewayError` naming the field. */
  readonly read: (request: GatewayRequest) => Call | Promise<Call>;
  readonly plan: (ports: GatewayPorts, trace: Trace, call: Call) => Promise<Plan>;
  /** Takes the most that the call could cost from the budgets. */
  readonly hold: (ports: GatewayPorts, planned: PlannedCall<Call>) => Promise<Admission>;
  /** Tries the targets and answers; settles what was served. */
  readonly respond: (ports: GatewayPorts, journey: Journey<Call>, route: Route) => Promise<GatewayReply>;
};

/** The whole path of a request that is served by a provider, one line a stage. */
export async function serveCall<Call extends CallFacts>(
  ports: GatewayPorts,
  request: GatewayRequest,
  stages: CallStages<Call>,
): Promise<GatewayReply> {
  const key = await authenticate(ports, request);
  const trace = openTrace(ports, request, { key, endpoint: stages.name, dialect: stages.dialect });
  let rate: RateLimitResult | undefined;
  try {
    checkKey(key, request, stages.name);
    const call = await stages.read(request);
    noteCall(trace, call);
    checkModel(key, call.model);
    trace.leave = enter(key);
    rate = await takeRequestRate(ports, key);
    const plan = await stages.plan(ports, trace, call);
    const cache = stages.cacheable ? openReplyCache(ports, request, { trace, call, plan }) : undefined;
    const hit = cache && (await cache.find());
    if (hit) return await replayReply(ports, { trace, rate }, hit);
    const deadline = startDeadline(ports, request, { trace, call, plan });
    const admission = await stages.hold(ports, {
      trace,
      call,
      targets: plan.targets,
      deadlineMs: deadline.remainingMs(),
    });
    const journey: Journey<Call> = {
      trace,
      call,
      admission,
      rate,
      callerSignal: request.signal,
      cache: cache ? "miss" : "off",
    };
    const reply = await stages.respond(ports, journey, { plan, deadline });
    return cache && !admission.capLowered ? recordReply(reply, { trace, cache }) : reply;
  } catch (cause) {
    const error = withRate(withAttempts(asGatewayError(cause), trace.failures), rate);
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
  { trace, call, plan }: { readonly trace: Trace; readonly call: CallFacts; readonly plan: Plan },
): Deadline {
  const longest = Math.max(...plan.targets.map((target) => target.timeouts.totalMs));
  const deadline = openDeadline({
    totalMs: Math.min(longest, call.options.timeoutMs ?? longest),
    nowMs: ports.clock.monotonicMs,
    ...(call.stream ? { callerSignal: request.signal } : {}),
  });
  trace.deadline = deadline;
  return deadline;
}
