import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import type { Prisma } from "../database.ts";
import { type Download, operation } from "../operation.ts";
import { logConditions, logFilter } from "./log-filter.ts";
import { type LogRow, logRow, toLogRow } from "./log-view.ts";

const batch = 500;

export const exportLogs = operation(
  {
    id: "exportLogs",
    method: "GET",
    path: "/api/logs/export",
    summary: "The log as a file, newest first",
    access: "viewer",
    input: z.strictObject({ ...logFilter, format: z.enum(["csv", "jsonl"]).default("csv") }),
    produces: "text/csv",
  },
  async (context, { format, ...filter }): Promise<Download> => {
    await context.services.flushLedger();
    const rows = readRows(context, logConditions(context, filter));
    return format === "csv"
      ? { contentType: "text/csv; charset=utf-8", filename: "requests.csv", chunks: toCsv(rows) }
      : { contentType: "application/jsonl; charset=utf-8", filename: "requests.jsonl", chunks: toLines(rows) };
  },
);

/** Page by page, so that an export of any size holds one page in memory and no transaction open. */
async function* readRows(
  { db }: ManagementContext,
  where: Prisma.RequestWhereInput,
): AsyncGenerator<readonly LogRow[]> {
  let before: { readonly id: { readonly lt: string } } | undefined;
  for (;;) {
    const rows = await db.request.findMany({ where: { ...where, ...before }, orderBy: { id: "desc" }, take: batch });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toLogRow);
    if (rows.length < batch) return;
    before = { id: { lt: last.id } };
  }
}

async function* toLines(pages: AsyncIterable<readonly LogRow[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function* toCsv(pages: AsyncIterable<readonly LogRow[]>): AsyncGenerator<string> {
  const columns = logRow.keyof().options;
  yield `${columns.join(",")}\r\n`;
  for await (const rows of pages) {
    yield rows.map((row) => `${columns.map((column) => toCell(row[column])).join(",")}\r\n`).join("");
  }
}

/** A spreadsheet would run a cell that begins like a formula, so such a cell begins with an apostrophe. */
export function toCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
