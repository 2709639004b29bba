import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayPorts } from "../ports.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { Target } from "../routing/plan.ts";
import { estimateSources, type Priced, priceUsage, type ReplyEnding, reportedSource } from "./price-reply.ts";
import type { Usage } from "./usage.ts";

export type RelayedFacts<Input> = {
  readonly call: Pick<RelayCall<Input>, "relay" | "input">;
  readonly target: Target;
  readonly end: ReplyEnding;
  /** The provider's report, where it made one. */
  readonly usage?: Usage | undefined;
  /** The reply, where it was one JSON object or one text. */
  readonly json?: JsonObject;
  readonly text?: string;
};

/** Prices a relayed call by what the provider reported, or by our own count of what was asked for and came. */
export function priceRelayed<Input>(
  { countTokens }: Pick<GatewayPorts, "countTokens">,
  { call, target, end, usage, json, text }: RelayedFacts<Input>,
): Priced {
  if (usage) return priceUsage(usage, target, reportedSource(usage));
  const facts = { target, countTokens, ...(json ? { json } : {}), ...(text === undefined ? {} : { text }) };
  return priceUsage(call.relay.estimate(call.input, facts), target, estimateSources[end]);
}
