import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { routerInclude, routerView, toRouterView } from "./router-view.ts";

export const listRouters = operation(
  {
    id: "listRouters",
    method: "GET",
    path: "/api/routers",
    summary: "Routers, newest first",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(routerView),
  },
  async ({ db, actor }, query) => {
    const rows = await db.router.findMany({
      where: { organizationId: actor.organizationId, ...beforeCursor(query) },
      include: routerInclude,
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    return pageView(
      toPage(rows, query, (row) => row.id),
      toRouterView,
    );
  },
);
