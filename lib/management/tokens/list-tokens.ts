import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { hasRole } from "../roles.ts";
import { tokenView, toTokenView } from "./token-view.ts";

export const listTokens = operation(
  {
    id: "listTokens",
    method: "GET",
    path: "/api/tokens",
    summary: "Management tokens, newest first: my own, for admins everybody's",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(tokenView),
  },
  async ({ db, actor }, query) => {
    const mine = hasRole(actor.role, "admin") ? {} : { userId: actor.userId };
    const rows = await db.apiToken.findMany({
      where: { organizationId: actor.organizationId, kind: "token", ...mine, ...beforeCursor(query) },
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    return pageView(
      toPage(rows, query, (row) => row.id),
      toTokenView,
    );
  },
);
