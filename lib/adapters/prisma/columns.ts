import { z } from "zod";
import { budgetPeriods } from "#lib/core/budget-period.ts";
import { routingStrategies } from "../../gateway/routing/routing-strategies.ts";

/** JSON columns and texts with a fixed set of values, read back as the types they were written from. */
export const budgetPeriod = z.enum(budgetPeriods);
export const budgetMode = z.enum(["hard", "soft"]);
export const unknownPricePolicy = z.enum(["allow", "refuse", "ceiling"]);

export const routingStrategy = z.enum(routingStrategies);

export const headersColumn = z.record(z.string(), z.string());

export const timeoutsColumn = z
  .object({ connectMs: z.number(), firstTokenMs: z.number(), idleMs: z.number(), totalMs: z.number() })
  .partial()
  .transform(withoutAbsent);

export const conditionsColumn = z
  .object({
    metadata: z.record(z.string(), z.string()),
    endpoint: z.string(),
    minInputTokens: z.number(),
    maxInputTokens: z.number(),
    stream: z.boolean(),
  })
  .partial()
  .transform(withoutAbsent);

export const cacheColumn = z
  .object({ enabled: z.boolean(), ttlSeconds: z.number() })
  .partial()
  .transform(withoutAbsent);

export const jsonObjectColumn = z.record(z.string(), z.json());

/** Optional fields that are absent rather than present and undefined. */
type Present<Value> = { [Name in keyof Value]?: Exclude<Value[Name], undefined> };

function withoutAbsent<Value extends object>(value: Value): Present<Value> {
  const present: Present<Value> = {};
  for (const name in value) {
    const field = value[name];
    if (field !== undefined) Object.assign(present, { [name]: field });
  }
  return present;
}
