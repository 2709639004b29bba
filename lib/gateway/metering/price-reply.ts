import type { NanoUsd } from "#lib/core/money.ts";
import type { CanonicalRequest } from "../dialects/canonical.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Target } from "../routing/plan.ts";
import { type Charge, type Cost, chargesFor, chargesFromReport } from "./cost.ts";
import { estimateInputTokens } from "./estimate.ts";
import { inputTokensBound } from "./input-bound.ts";
import type { Tally } from "./tally.ts";
import type { Usage, UsageCounts, UsageSource } from "./usage.ts";
import { withinContext } from "./within-context.ts";

/** What a reply used and cost, and where the figures come from. */
export type Priced = {
  readonly usage: UsageCounts;
  readonly source: UsageSource;
  readonly charges: readonly Charge[];
  readonly costNanoUsd: NanoUsd;
  /** Whether the model had a price; an unpriced reply costs 0 and says so. */
  readonly known: boolean;
  readonly reportedCostUsd?: string;
};

export type ReplyEnding = "complete" | "cut" | "disconnect";

type ReplyEnd = {
  readonly request: CanonicalRequest;
  readonly target: Target;
  readonly tally: Tally;
  /** How the reply ended; it names the source where the provider reported nothing. */
  readonly end: ReplyEnding;
};

/** What an estimate is called, by how the reply ended. */
export const estimateSources = {
  complete: "estimated",
  cut: "estimated_cut",
  disconnect: "estimated_disconnect",
} as const;

/** Prices a reply by what the provider reported, or by our own count where it reported nothing. */
export function priceReply(
  ports: Pick<GatewayPorts, "countTokens">,
  { request, target, tally, end }: ReplyEnd,
): Priced {
  const contextTokens = target.catalogModel?.contextTokens;
  const claimed = tally.usage();
  const reported =
    claimed &&
    withinContext(claimed, {
      contextTokens,
      choices: request.choices,
      inputBound: () => inputTokensBound(request, bytesOf(request)),
    });
  return reported
    ? priceUsage(reported, target, reportedSource(reported))
    : priceUsage({ counts: estimate(ports.countTokens, request, tally) }, target, estimateSources[end]);
}

/** Prices what was used at a target. */
export function priceUsage(usage: Usage, target: Target, source: UsageSource): Priced {
  const { charges, costNanoUsd, priced } = costOf(usage, target);
  return {
    usage: usage.counts,
    source,
    charges,
    costNanoUsd,
    known: priced,
    ...(usage.reportedCostUsd === undefined ? {} : { reportedCostUsd: usage.reportedCostUsd }),
  };
}

/** A report of the provider's own, as it was or corrected. */
export function reportedSource({ clamped }: Usage): UsageSource {
  return clamped ? "clamped" : "provider";
}

function bytesOf({ messages, tools }: CanonicalRequest): number {
  return new TextEncoder().encode(JSON.stringify([messages, tools])).byteLength;
}

/** A model that the provider picks itself has no price to multiply with: there its own figure is the charge. */
function costOf(usage: Usage, { price, catalogModel }: Target): Cost {
  if (catalogModel?.variable && price.kind === "unknown" && usage.reportedCostUsd !== undefined) {
    return chargesFromReport(usage, "reported");
  }
  return chargesFor(usage, price, usage.conditions);
}

/** The provider's own count of the input where it had already given one, ours for the rest. */
function estimate(countTokens: (text: string) => number, request: CanonicalRequest, tally: Tally): UsageCounts {
  const output = countTokens(tally.outputText());
  const { output: _output, reasoning: _reasoning, ...input } = tally.usageSoFar()?.counts ?? {};
  if (Object.keys(input).length > 0) return { ...input, output };
  return { input: estimateInputTokens(countTokens, request), output };
}
