import { z } from "zod";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";
import { logConditions, logFilter } from "./log-filter.ts";
import { logRow, toLogRow } from "./log-view.ts";
import { readWithin } from "./read-within.ts";

export const listLogs = operation(
  {
    id: "listLogs",
    method: "GET",
    path: "/api/logs",
    summary: "Requests, newest first",
    access: "viewer",
    input: z.strictObject({ ...logFilter, ...pageFields }),
    output: pageOf(logRow),
  },
  async (context, { limit, cursor, ...filter }) => {
    const query = { limit, ...(cursor !== undefined && { cursor }) };
    await context.services.flushLedger();
    const where = { ...logConditions(context, filter), ...beforeCursor(query) };
    const rows = await readWithin(context.db, (tx) =>
      tx.request.findMany({ where, orderBy: { id: "desc" }, take: takeOf(query) }),
    );
    return pageView(
      toPage(rows, query, (row) => row.id),
      toLogRow,
    );
  },
);
