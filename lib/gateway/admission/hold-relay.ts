import { maxMoney, type NanoUsd, noMoney } from "#lib/core/money.ts";
import type { Trace } from "../metering/trace.ts";
import { worstCaseCost } from "../metering/worst-case.ts";
import type { GatewayPorts } from "../ports.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { Target } from "../routing/plan.ts";
import { holdAmount } from "./hold-amount.ts";
import type { Admission } from "./hold-budget.ts";

export type RelayToHold<Input> = {
  readonly trace: Trace;
  readonly call: RelayCall<Input>;
  readonly targets: readonly Target[];
  readonly deadlineMs: number;
};

/** Takes the most that a relayed call could cost; it has no output cap that could be lowered to fit a budget. */
export async function holdRelay<Input>(ports: GatewayPorts, relay: RelayToHold<Input>): Promise<Admission> {
  const { trace, call, targets } = relay;
  if (trace.key.budgets.length === 0) return { capLowered: false };
  const amountNanoUsd = targets.reduce((most, target) => maxMoney(most, worstOfRelay(call, target)), noMoney);
  const hold = await holdAmount(ports, relay, { amountNanoUsd, minimumNanoUsd: amountNanoUsd });
  return { capLowered: false, hold };
}

/** The most that a call could cost at a target. */
export function worstOfRelay<Input>({ relay, input }: RelayCall<Input>, target: Target): NanoUsd {
  return worstCaseCost(relay.bounds(input, target), target.price);
}
