import type { Trace } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import type { Target } from "../routing/plan.ts";
import { affordableTokens, worstOf } from "./call-bounds.ts";
import { type Held, holdAmount } from "./hold-amount.ts";
import { wantedOutputTokens } from "./wanted-output.ts";

/** What a request was granted before anything is sent. */
export type Admission = {
  /** The cap that keeps the request inside what is held; written into what is forwarded. */
  readonly outputTokensCap?: number;
  /** Whether the budget made the cap smaller than the caller, or the model, would have allowed. */
  readonly capLowered: boolean;
  readonly hold?: Held;
};

export type HoldInput = {
  readonly trace: Trace;
  readonly call: ModelCall;
  readonly targets: readonly Target[];
  readonly deadlineMs: number;
};

/** The least that is still a useful answer when a budget has less left than the whole request could cost. */
const usefulOutputTokens = 64;

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

  const hold = await holdAmount(ports, input, { amountNanoUsd, minimumNanoUsd });
  if (!hard) return { capLowered: false, hold };

  const capLowered = hold.grantedNanoUsd < amountNanoUsd;
  const outputTokensCap = capLowered ? affordableTokens(call, targets, hold.grantedNanoUsd) : wantedTokens;
  return { outputTokensCap, capLowered, hold };
}
