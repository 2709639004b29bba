import { z } from "zod";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";
import { idField, modelField, modelPattern, timeoutsField } from "../fields.ts";
import { conditionsField } from "./rule-view.ts";

const optional = {
  when: conditionsField
    .refine(
      ({ minInputTokens = 0, maxInputTokens }) => maxInputTokens === undefined || minInputTokens <= maxInputTokens,
      {
        message: "must not ask for more input tokens than it allows",
      },
    )
    .exactOptional(),
  targetModel: modelField.nullable().exactOptional(),
  /** Shares the traffic among rules of equal priority. */
  weight: z.int().min(0).max(1_000_000).exactOptional(),
  timeouts: timeoutsField.exactOptional(),
  retries: z.int().min(0).max(10).nullable().exactOptional(),
  enabled: z.boolean().exactOptional(),
};

const required = {
  priority: z.int().min(0).max(1_000_000),
  models: z.array(modelPattern).min(1).max(100),
  providerId: idField,
};

export const createRuleInput = z.strictObject({ id: idField, ...required, ...optional });

export const updateRuleInput = z.strictObject({
  id: idField,
  ruleId: idField,
  priority: required.priority.exactOptional(),
  models: required.models.exactOptional(),
  providerId: required.providerId.exactOptional(),
  ...optional,
});

/** A rule may only point at a provider of its own organization. */
export async function requireProvider(tx: Transaction, organizationId: string, id: string): Promise<void> {
  const found = await tx.providerConnection.findUnique({
    where: { organizationId_id: { organizationId, id } },
    select: { id: true },
  });
  if (!found) throw new ManagementError("not_found", { param: "providerId", message: "There is no such provider." });
}
