import { z } from "zod";
import type { Prisma } from "../database.ts";
import { roleField, timeView, viewTime } from "../fields.ts";

export const inviteView = z.object({
  id: z.string(),
  email: z.string(),
  role: roleField,
  createdAt: timeView,
  expiresAt: timeView,
});
export type InviteView = z.infer<typeof inviteView>;

export const createdInviteView = inviteView.extend({
  url: z.string(),
  token: z.string().meta({ description: "Shown this once; good for one use by the invited address" }),
});
export type CreatedInviteView = z.infer<typeof createdInviteView>;

export function toInviteView(row: Prisma.InviteGetPayload<Record<string, never>>): InviteView {
  return {
    id: row.id,
    email: row.email,
    role: roleField.parse(row.role),
    createdAt: viewTime(row.createdAt),
    expiresAt: viewTime(row.expiresAt),
  };
}
