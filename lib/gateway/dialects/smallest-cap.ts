import type { CanonicalRequest } from "./canonical.ts";
import type { TargetModel } from "./dialect.ts";

/** The smallest of what was asked, what may be spent, and what the model can; nothing where nobody set a cap. */
export function smallestCap({ maxOutputTokens }: CanonicalRequest, target: TargetModel): number | undefined {
  const caps = [maxOutputTokens, target.outputTokensCap].filter((cap) => cap !== undefined);
  return caps.length === 0 ? undefined : Math.min(...caps, target.maxOutputTokens ?? Number.POSITIVE_INFINITY);
}
