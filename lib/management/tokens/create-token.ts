import { z } from "zod";
import { change } from "../audit.ts";
import { issueToken } from "../auth/issue-token.ts";
import type { ManagementContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { nameField, timeField } from "../fields.ts";
import { operation } from "../operation.ts";
import { createdTokenView, tokenScopes, toTokenView } from "./token-view.ts";

const dayMs = 24 * 3_600_000;
const defaultMs = 90 * dayMs;
const longestMs = 366 * dayMs;

export const createToken = operation(
  {
    id: "createToken",
    method: "POST",
    path: "/api/tokens",
    summary: "A management token that acts as me in this organization; shown this once, 90 days unless said otherwise",
    access: "viewer",
    input: z.strictObject({
      name: nameField,
      scopes: z
        .array(z.enum(tokenScopes))
        .min(1)
        .transform((scopes) => [...new Set(scopes)])
        .default(["read"]),
      expiresAt: timeField.exactOptional(),
    }),
    output: createdTokenView,
    status: 201,
  },
  async (context, { name, scopes, expiresAt: wanted }) => {
    const { organizationId, userId } = context.actor;
    const expiresAt = requireExpiry(context, wanted);
    return change(context, async ({ tx, audit }) => {
      const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
      const issued = await issueToken(context, tx, { user, kind: "token", name, scopes, expiresAt, organizationId });
      const view = toTokenView(await tx.apiToken.findUniqueOrThrow({ where: { id: issued.id } }));
      await audit({ action: "token.create", objectKind: "token", objectId: issued.id, after: view });
      return { ...view, token: issued.token };
    });
  },
);

function requireExpiry({ services }: ManagementContext, wanted: Date | undefined): Date {
  const nowMs = services.clock.nowMs();
  const expiresAt = wanted ?? new Date(nowMs + defaultMs);
  if (expiresAt.getTime() > nowMs && expiresAt.getTime() <= nowMs + longestMs) return expiresAt;
  throw new ManagementError("out_of_range", {
    param: "expiresAt",
    message: "The field 'expiresAt' must be in the future and at most 366 days ahead.",
  });
}
