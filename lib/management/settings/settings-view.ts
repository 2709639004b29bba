import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";

export const settingsView = z.object({
  name: z.string(),
  slug: z.string(),
  logPayloads: z.boolean(),
  logRetentionDays: z.int(),
  payloadRetentionDays: z.int(),
  defaultRouterId: z.string().nullable(),
  allowImageFetch: z.boolean(),
});
export type SettingsView = z.infer<typeof settingsView>;

export async function readSettings(tx: Transaction, { actor }: ManagementContext): Promise<SettingsView> {
  return tx.organization.findUniqueOrThrow({
    where: { id: actor.organizationId },
    select: {
      name: true,
      slug: true,
      logPayloads: true,
      logRetentionDays: true,
      payloadRetentionDays: true,
      defaultRouterId: true,
      allowImageFetch: true,
    },
  });
}
