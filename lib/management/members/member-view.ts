import { z } from "zod";
import type { Prisma } from "../database.ts";
import { roleField, timeView, viewTime } from "../fields.ts";

export const memberView = z.object({
  id: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleField,
  createdAt: timeView,
});
export type MemberView = z.infer<typeof memberView>;

export const memberInclude = { user: { select: { email: true, name: true } } } satisfies Prisma.MembershipInclude;

export function toMemberView(row: Prisma.MembershipGetPayload<{ include: typeof memberInclude }>): MemberView {
  return {
    id: row.id,
    userId: row.userId,
    email: row.user.email,
    name: row.user.name,
    role: roleField.parse(row.role),
    createdAt: viewTime(row.createdAt),
  };
}
