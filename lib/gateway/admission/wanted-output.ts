import type { ModelCall } from "../request/model-call.ts";
import type { Target } from "../routing/target.ts";

/** Where the caller names no cap: enough for long answers, and little enough that many requests fit a budget at once. */
const defaultOutputTokens = 8_192;

/** The most output that the caller, or else the gateway, asks of any of the targets. */
export function wantedOutputTokens(call: ModelCall, targets: readonly Target[]): number {
  const modelMax = Math.max(
    ...targets.map((target) => target.catalogModel?.maxOutputTokens ?? Number.POSITIVE_INFINITY),
  );
  return Math.min(call.canonical.maxOutputTokens ?? defaultOutputTokens, modelMax);
}
