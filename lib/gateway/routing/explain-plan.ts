import type { NanoUsd } from "#lib/core/money.ts";
import { wantedOutputTokens } from "../admission/wanted-output.ts";
import { chargesFor } from "../metering/cost.ts";
import { estimateInputTokens } from "../metering/estimate.ts";
import type { Connection, GatewayPorts } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import type { Plan } from "./plan.ts";
import { type PlanPolicy, planRequest, requestFactsOf } from "./plan-call.ts";
import type { Target } from "./target.ts";

export type ExplainedCandidate = {
  /** Absent where a rule points at a provider that is gone. */
  readonly connection?: Pick<Connection, "id" | "slug">;
  readonly model: string;
  readonly kept: boolean;
  readonly reason: string;
  /** With an answer of usual length. Absent where there is no price, and for what is left out. */
  readonly expectedCostNanoUsd?: NanoUsd;
  readonly worstCaseCostNanoUsd?: NanoUsd;
};

export type ExplainPorts = Pick<GatewayPorts, "catalog" | "health" | "clock" | "random" | "countTokens">;

/** An answer of a few paragraphs; most are shorter. */
const usualOutputTokens = 500;

/** What the plan of a call would be now: those that would be tried, in order, then the others with their reasons. */
export function explainPlan(ports: ExplainPorts, call: ModelCall, policy: PlanPolicy): readonly ExplainedCandidate[] {
  const facts = requestFactsOf(call);
  const plan = planRequest(ports, facts, policy);
  const inputTokens = estimateInputTokens(ports.countTokens, call.canonical);
  const kept = plan.targets.map((target, index): ExplainedCandidate => {
    const worst = facts.worstCase(target);
    const expected = expectedCost(call, target, inputTokens);
    return {
      connection: target.connection,
      model: target.model,
      kept: true,
      reason: keptReason(plan, target, index),
      ...(expected === undefined ? {} : { expectedCostNanoUsd: expected }),
      ...(worst === undefined ? {} : { worstCaseCostNanoUsd: worst }),
    };
  });
  const rejected = plan.rejected.map(
    ({ connection, model, reason }): ExplainedCandidate => ({
      ...(connection ? { connection } : {}),
      model,
      kept: false,
      reason,
    }),
  );
  return [...kept, ...withoutRepetitions(rejected)];
}

/** Several rules may be left out for the same reason. */
function withoutRepetitions(rejected: readonly ExplainedCandidate[]): readonly ExplainedCandidate[] {
  const seen = new Set<string>();
  return rejected.filter(({ connection, model, reason }) => {
    const words = [connection?.id, model, reason].join("\n");
    if (seen.has(words)) return false;
    seen.add(words);
    return true;
  });
}

function keptReason(plan: Plan, target: Target, index: number): string {
  const reason = plan.reasonOf(target);
  if (plan.waitMs > 0) return `${reason}; limited for ${Math.ceil(plan.waitMs)} ms longer, which is waited for`;
  if (plan.probes.includes(target)) return `${reason}; was out after failures, one request tries it`;
  if (index >= plan.attemptsMax) return `${reason}; behind the last attempt that a request may take`;
  return reason;
}

function expectedCost(call: ModelCall, target: Target, inputTokens: number): NanoUsd | undefined {
  if (target.price.kind === "unknown") return undefined;
  const output = Math.min(usualOutputTokens, wantedOutputTokens(call, [target])) * call.canonical.choices;
  return chargesFor({ counts: { input: inputTokens, output } }, target.price).costNanoUsd;
}
