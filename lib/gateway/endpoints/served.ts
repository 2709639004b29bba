import { type Priced, priceReply, type ReplyEnding } from "../metering/price-reply.ts";
import { sumPriced } from "../metering/sum-usage.ts";
import type { Served } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Answered } from "../routing/answered.ts";
import type { Committed } from "../routing/attempt.ts";
import type { GenerateJourney } from "./generate.ts";
import type { Journey } from "./serve-call.ts";

/** How a reply ended, and what the gateway itself had taken until it began. */
export type ReplyFacts = { readonly end: ReplyEnding; readonly overheadMs: number };

/** What the answering attempt used and cost, by what was seen of its reply until now. */
export function servedBy(
  ports: GatewayPorts,
  journey: GenerateJourney,
  facts: ReplyFacts & { readonly committed: Committed },
): Served {
  const { committed, end, overheadMs } = facts;
  return {
    target: committed.target,
    httpStatus: committed.status,
    attemptStartedMs: committed.startedAtMs,
    firstTokenAtMs: committed.firstTokenAtMs,
    overheadMs,
    priced: priceCommitted(ports, journey, { committed, end }),
  };
}

/** A reply that several calls made together is priced as their sum. */
function priceCommitted(
  ports: GatewayPorts,
  { call }: GenerateJourney,
  { committed, end }: { readonly committed: Committed; readonly end: ReplyEnding },
): Priced {
  const { target, tally, parts } = committed;
  if (!parts) return priceReply(ports, { request: call.canonical, target, tally, end });
  return sumPriced(parts.map((part) => priceReply(ports, { ...part, target, end })));
}

/** The time until now less what the providers took, in milliseconds with a tenth. */
export function overheadUntilNow(ports: GatewayPorts, { trace }: Journey, committed: Answered): number {
  const failedMs = trace.failures.reduce((sum, failure) => sum + failure.durationMs, 0);
  const waitedMs = committed.firstTokenAtMs - committed.startedAtMs;
  const totalMs = ports.clock.monotonicMs() - trace.arrivedMs;
  return Math.max(0, Math.round((totalMs - failedMs - waitedMs) * 10) / 10);
}
