import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { providerInclude, providerView, toProviderView } from "./provider-view.ts";

export const listProviders = operation(
  {
    id: "listProviders",
    method: "GET",
    path: "/api/providers",
    summary: "Connected providers, newest first",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(providerView),
  },
  async ({ db, actor }, query) => {
    const rows = await db.providerConnection.findMany({
      where: { organizationId: actor.organizationId, ...beforeCursor(query) },
      include: providerInclude,
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    return pageView(
      toPage(rows, query, (row) => row.id),
      toProviderView,
    );
  },
);
