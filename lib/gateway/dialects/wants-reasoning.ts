import type { CanonicalRequest } from "./canonical.ts";

/**
 * Whether a caller of a format that has its own place for reasoning expects any. Models that always reason
 * must not surprise clients that never asked.
 */
export function wantsReasoning({ reasoning }: CanonicalRequest): boolean {
  return reasoning !== undefined && reasoning.effort !== "none";
}
