import { z } from "zod";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, takeOf, toPage } from "../pagination.ts";
import { keyView, toKeyViews } from "./key-view.ts";

export const listKeys = operation(
  {
    id: "listKeys",
    method: "GET",
    path: "/api/keys",
    summary: "Gateway keys with the state of their own budgets, newest first",
    access: "viewer",
    input: z.strictObject({ ...pageFields, userId: idField.exactOptional(), routerId: idField.exactOptional() }),
    output: pageOf(keyView),
  },
  async (context, { limit, cursor, ...filter }) => {
    const query = { limit, ...(cursor !== undefined && { cursor }) };
    await context.services.flushLedger();
    const rows = await context.db.gatewayKey.findMany({
      where: { organizationId: context.actor.organizationId, ...filter, ...beforeCursor(query) },
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    const page = toPage(rows, query, (row) => row.id);
    return { data: await toKeyViews(context.db, context, page.data), nextCursor: page.nextCursor };
  },
);
