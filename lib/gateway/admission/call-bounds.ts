import { addMoney, maxMoney, type NanoUsd, nanoUsdFrom, noMoney, subtractMoney, sumMoney } from "#lib/core/money.ts";
import type { UsageClass } from "../metering/usage.ts";
import { affordableOutputTokens, type CostBounds, worstCaseCost } from "../metering/worst-case.ts";
import type { ModelCall } from "../request/model-call.ts";
import type { Target } from "../routing/plan.ts";
import { splitCall } from "../routing/split-call.ts";

type Bounds = Omit<CostBounds, "outputTokens">;

const textParts: ReadonlySet<string> = new Set(["text", "reasoning", "refusal", "tool_call"]);
const textClasses: readonly UsageClass[] = [
  "input",
  "cached_input",
  "cache_write",
  "cache_write_1h",
  "output",
  "reasoning",
];

/** The most that any of the targets could cost. */
export function worstOf(call: ModelCall, targets: readonly Target[], outputTokens: number): NanoUsd {
  return targets.reduce((worst, target) => maxMoney(worst, worstAt(call, target, outputTokens)), noMoney);
}

/** Every call that a request becomes at a target sends, and pays for, the input anew. */
function worstAt(call: ModelCall, target: Target, outputTokens: number): NanoUsd {
  return sumMoney(boundsOf(call, target).map((bounds) => worstCaseCost({ ...bounds, outputTokens }, target.price)));
}

/** The largest output cap with which no target costs more than what was granted. */
export function affordableTokens(call: ModelCall, targets: readonly Target[], granted: NanoUsd): number {
  return Math.min(...targets.map((target) => affordableAt(call, target, granted)));
}

/** What is left once all inputs are paid is shared by choices, so that no call takes another one's part. */
function affordableAt(call: ModelCall, target: Target, granted: NanoUsd): number {
  const all = boundsOf(call, target);
  const [only] = all;
  if (only && all.length === 1) return affordableOutputTokens(granted, only, target.price);
  const left = subtractMoney(granted, worstAt(call, target, 0));
  const choices = all.reduce((sum, bounds) => sum + bounds.choices, 0);
  const each = nanoUsdFrom(Number((left < 0n ? 0n : left) / BigInt(choices)));
  return Math.min(
    ...all.map((bounds) => {
      const inputs = worstCaseCost({ ...bounds, outputTokens: 0 }, target.price);
      const share = sumMoney(Array.from({ length: bounds.choices }, () => each));
      return affordableOutputTokens(addMoney(inputs, share), bounds, target.price);
    }),
  );
}

function boundsOf(call: ModelCall, target: Target): readonly Bounds[] {
  const contextTokens = target.catalogModel?.contextTokens ?? Number.POSITIVE_INFINITY;
  const classes = isTextOnly(call) ? { classes: textClasses } : {};
  return splitCall(call, target).map(({ call: { canonical, inputTokensBound } }) => ({
    inputTokens: Math.min(inputTokensBound, contextTokens),
    choices: canonical.choices,
    ...classes,
  }));
}

/** A request that can neither send nor ask for sound or pictures is not held at their prices. */
function isTextOnly({ canonical }: ModelCall): boolean {
  if ("modalities" in canonical.extras || "audio" in canonical.extras) return false;
  return canonical.messages.every((message) => message.parts.every((part) => textParts.has(part.type)));
}
