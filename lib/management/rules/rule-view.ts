import { z } from "zod";
import type { Prisma } from "../database.ts";
import { metadataField, timeoutsField } from "../fields.ts";

/** When a rule applies, besides its model patterns; all of it has to hold. */
export const conditionsField = z.strictObject({
  metadata: metadataField.exactOptional(),
  endpoint: z
    .string()
    .regex(/^[a-z/_]{1,64}$/)
    .exactOptional(),
  minInputTokens: z.int().min(0).max(1_000_000_000).exactOptional(),
  maxInputTokens: z.int().min(0).max(1_000_000_000).exactOptional(),
  stream: z.boolean().exactOptional(),
});

export const ruleView = z.object({
  id: z.string(),
  priority: z.int(),
  models: z.array(z.string()),
  when: conditionsField,
  providerId: z.string(),
  /** The slug and the name of the provider, for people. */
  provider: z.string(),
  providerName: z.string(),
  targetModel: z.string().nullable(),
  weight: z.int(),
  timeouts: timeoutsField,
  retries: z.int().nullable(),
  enabled: z.boolean(),
});
export type RuleView = z.infer<typeof ruleView>;

export const ruleInclude = { provider: { select: { slug: true, name: true } } } satisfies Prisma.RuleInclude;

export function toRuleView(row: Prisma.RuleGetPayload<{ include: typeof ruleInclude }>): RuleView {
  return {
    id: row.id,
    priority: row.priority,
    models: row.models,
    when: conditionsField.parse(row.conditions),
    providerId: row.providerId,
    provider: row.provider.slug,
    providerName: row.provider.name,
    targetModel: row.targetModel,
    weight: row.weight,
    timeouts: timeoutsField.parse(row.timeouts),
    retries: row.retries,
    enabled: row.enabled,
  };
}
