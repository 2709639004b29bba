import { formatUsd, type NanoUsd } from "#lib/core/money.ts";
import { GatewayError } from "../errors.ts";
import type { Trace } from "../metering/trace.ts";
import type { BudgetState, GatewayPorts, HoldResult } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import type { Target } from "../routing/plan.ts";
import { affordableTokens, worstOf } from "./call-bounds.ts";
import { wantedOutputTokens } from "./wanted-output.ts";

/** What a request was granted before anything is sent. */
export type Admission = {
  /** The cap that keeps the request inside what is held; written into what is forwarded. */
  readonly outputTokensCap?: number;
  /** Whether the budget made the cap smaller than the caller, or the model, would have allowed. */
  readonly capLowered: boolean;
  readonly hold?: Extract<HoldResult, { readonly kind: "held" }>;
};

export type HoldInput = {
  readonly trace: Trace;
  readonly call: ModelCall;
  readonly targets: readonly Target[];
  readonly deadlineMs: number;
};

/** The least that is still a useful answer when a budget has less left than the whole request could cost. */
const usefulOutputTokens = 64;
const settleMarginSeconds = 60;

/** Takes the worst case of the request from all its budgets, or refuses it. A key without budgets takes no hold. */
export async function holdBudget(ports: GatewayPorts, input: HoldInput): Promise<Admission> {
  const { trace, call, targets } = input;
  const { key } = trace;
  if (key.budgets.length === 0) return { capLowered: false };
  const hard = key.budgets.some((budget) => budget.mode === "hard");
  const wantedTokens = wantedOutputTokens(call, targets);
  const amountNanoUsd = worstOf(call, targets, wantedTokens);
  const minimumNanoUsd =
    hard && key.affordableCap ? worstOf(call, targets, Math.min(wantedTokens, usefulOutputTokens)) : amountNanoUsd;

  const hold = await ports.ledger.hold({
    requestId: trace.requestId,
    organizationId: key.organizationId,
    budgets: key.budgets,
    amountNanoUsd,
    minimumNanoUsd,
    ttlSeconds: Math.ceil(input.deadlineMs / 1_000) + settleMarginSeconds,
  });
  if (hold.kind === "denied") throw denied(hold.blocker, minimumNanoUsd);
  trace.parts = hold.parts;
  if (!hard) return { capLowered: false, hold };

  const capLowered = hold.grantedNanoUsd < amountNanoUsd;
  const outputTokensCap = capLowered ? affordableTokens(call, targets, hold.grantedNanoUsd) : wantedTokens;
  return { outputTokensCap, capLowered, hold };
}

/** Only requests in flight fill the budget: try again. Otherwise what is left is truly too little. */
function denied(blocker: BudgetState, needed: NanoUsd): GatewayError {
  const metadata = {
    budgetId: blocker.budgetId,
    scope: blocker.scope,
    limitUsd: formatUsd(blocker.limitNanoUsd),
    spentUsd: formatUsd(blocker.settledNanoUsd),
    heldUsd: formatUsd(blocker.heldNanoUsd),
    resetsAt: blocker.resetsAt ?? null,
  };
  const spent = blocker.settledNanoUsd + blocker.unconfirmedNanoUsd;
  if (spent + needed <= blocker.limitNanoUsd) {
    return new GatewayError("budget_held", { retryAfterMs: 2_000, metadata });
  }
  const until = blocker.resetsAt ? ` It resets at ${blocker.resetsAt}.` : "";
  return new GatewayError("budget_exceeded", {
    message: `The budget of this ${blocker.scope} is spent: $${metadata.spentUsd} of $${metadata.limitUsd}.${until}`,
    metadata,
  });
}
