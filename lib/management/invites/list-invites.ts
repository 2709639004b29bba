import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { inviteView, toInviteView } from "./invite-view.ts";

export const listInvites = operation(
  {
    id: "listInvites",
    method: "GET",
    path: "/api/invites",
    summary: "Invitations that are still open, newest first",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(inviteView),
  },
  async ({ db, services, actor }, query) => {
    const expiresAt = { gt: new Date(services.clock.nowMs()) };
    const rows = await db.invite.findMany({
      where: { organizationId: actor.organizationId, expiresAt, ...beforeCursor(query) },
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    return pageView(
      toPage(rows, query, (row) => row.id),
      toInviteView,
    );
  },
);
