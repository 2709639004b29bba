import { z } from "zod";
import { type NanoUsd, nanoUsdFrom } from "#lib/core/money.ts";
import { compact } from "../dialects/compact.ts";
import { type UsageCounts, type UsageSource, usageClasses, usageSources } from "../metering/usage.ts";

/** A complete reply as it was given to a caller, and what it took to make it. */
export type CachedReply = {
  readonly contentType: string;
  /** The whole body, or all frames of the stream. */
  readonly body: string;
  /** The JSON text in `body` that spoke of its own request; absent where the caller had not asked for it. */
  readonly metadata?: string;
  readonly droppedParams?: string;
  readonly usage: UsageCounts;
  readonly usageSource: UsageSource;
  readonly priced: boolean;
  /** What the provider's reply cost, which every later caller saves. */
  readonly costNanoUsd: NanoUsd;
  /** When it was given, in milliseconds since 1970. */
  readonly keptAtMs: number;
};

const schema = z.object({
  contentType: z.string(),
  body: z.string(),
  metadata: z.string().optional(),
  droppedParams: z.string().optional(),
  usage: z.partialRecord(z.enum(usageClasses), z.number()),
  usageSource: z.enum(usageSources),
  priced: z.boolean(),
  costNanoUsd: z.string().regex(/^\d+$/).transform(nanoUsdFrom),
  keptAtMs: z.number(),
});

export function writeCachedReply(reply: CachedReply): string {
  return JSON.stringify({ ...reply, costNanoUsd: reply.costNanoUsd.toString() });
}

/** The same back; `undefined` for what another version wrote. */
export function readCachedReply(text: string): CachedReply | undefined {
  try {
    return compact(schema.parse(JSON.parse(text)));
  } catch {
    return undefined;
  }
}
