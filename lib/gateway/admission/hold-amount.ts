import { formatUsd, type NanoUsd } from "#lib/core/money.ts";
import { GatewayError } from "../errors.ts";
import type { Trace } from "../metering/trace.ts";
import type { BudgetState, GatewayPorts, HoldResult } from "../ports.ts";

export type Held = Extract<HoldResult, { readonly kind: "held" }>;

export type AmountToHold = {
  readonly amountNanoUsd: NanoUsd;
  /** Held instead, up to what is left, where the whole amount does not fit. */
  readonly minimumNanoUsd: NanoUsd;
};

const settleMarginSeconds = 60;

/** Takes an amount from all budgets of the key. Throws `budget_exceeded` or `budget_held` where it does not fit. */
export async function holdAmount(
  ports: Pick<GatewayPorts, "ledger">,
  { trace, deadlineMs }: { readonly trace: Trace; readonly deadlineMs: number },
  { amountNanoUsd, minimumNanoUsd }: AmountToHold,
): Promise<Held> {
  const { key, requestId } = trace;
  const hold = await ports.ledger.hold({
    requestId,
    organizationId: key.organizationId,
    budgets: key.budgets,
    amountNanoUsd,
    minimumNanoUsd,
    ttlSeconds: Math.ceil(deadlineMs / 1_000) + settleMarginSeconds,
  });
  if (hold.kind === "denied") throw denied(hold.blocker, minimumNanoUsd);
  trace.parts = hold.parts;
  return hold;
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
