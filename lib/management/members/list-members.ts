import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { memberInclude, memberView, toMemberView } from "./member-view.ts";

export const listMembers = operation(
  {
    id: "listMembers",
    method: "GET",
    path: "/api/members",
    summary: "The people of the organization, newest first",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(memberView),
  },
  async ({ db, actor }, query) => {
    const rows = await db.membership.findMany({
      where: { organizationId: actor.organizationId, ...beforeCursor(query) },
      include: memberInclude,
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    return pageView(
      toPage(rows, query, (row) => row.id),
      toMemberView,
    );
  },
);
