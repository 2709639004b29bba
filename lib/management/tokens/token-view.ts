import { z } from "zod";
import type { Prisma } from "../database.ts";
import { timeView, viewTime, viewTimeOrNull } from "../fields.ts";

export const tokenScopes = ["read", "write"] as const;

export const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  userId: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: timeView,
  lastUsedAt: timeView.nullable(),
  expiresAt: timeView,
});
export type TokenView = z.infer<typeof tokenView>;

export const createdTokenView = tokenView.extend({
  token: z.string().meta({ description: "gwm_…, shown this once" }),
});
export type CreatedTokenView = z.infer<typeof createdTokenView>;

export function toTokenView(row: Prisma.ApiTokenGetPayload<Record<string, never>>): TokenView {
  return {
    id: row.id,
    name: row.name,
    hint: `gwm_${row.hint}`,
    userId: row.userId,
    scopes: tokenView.shape.scopes.parse(row.scopes),
    createdAt: viewTime(row.createdAt),
    lastUsedAt: viewTimeOrNull(row.lastUsedAt),
    expiresAt: viewTime(row.expiresAt),
  };
}
