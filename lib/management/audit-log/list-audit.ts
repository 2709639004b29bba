import { z } from "zod";
import type { Prisma } from "../database.ts";
import { idField, timeField, timeView, viewTime } from "../fields.ts";
import { operation } from "../operation.ts";
import { beforeCursor, pageFields, pageOf, pageView, takeOf, toPage } from "../pagination.ts";

export const auditRow = z.object({
  id: z.string(),
  createdAt: timeView,
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string(),
  ip: z.string().nullable(),
  before: z.json(),
  after: z.json(),
});
export type AuditRow = z.infer<typeof auditRow>;

export const listAudit = operation(
  {
    id: "listAudit",
    method: "GET",
    path: "/api/audit",
    summary: "Who changed what, from where, before and after; newest first",
    access: "viewer",
    input: z.strictObject({
      ...pageFields,
      from: timeField.exactOptional(),
      to: timeField.exactOptional(),
      userId: idField.exactOptional(),
      objectKind: idField.exactOptional(),
      objectId: idField.exactOptional(),
      action: idField.exactOptional(),
    }),
    output: pageOf(auditRow),
  },
  async ({ db, actor }, { limit, cursor, from, to, ...equal }) => {
    const query = { limit, ...(cursor !== undefined && { cursor }) };
    const rows = await db.auditEvent.findMany({
      where: {
        organizationId: actor.organizationId,
        ...equal,
        ...((from || to) && { createdAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
        ...beforeCursor(query),
      },
      orderBy: { id: "desc" },
      take: takeOf(query),
    });
    const userIds = rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
    const users = await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return pageView(
      toPage(rows, query, (row) => row.id),
      (row) => toAuditRow(row, row.userId === null ? undefined : names.get(row.userId)),
    );
  },
);

function toAuditRow(row: Prisma.AuditEventGetPayload<Record<string, never>>, userName: string | undefined): AuditRow {
  return {
    id: row.id,
    createdAt: viewTime(row.createdAt),
    userId: row.userId,
    userName: userName ?? null,
    action: row.action,
    objectKind: row.objectKind,
    objectId: row.objectId,
    ip: row.ip,
    before: auditRow.shape.before.parse(row.before),
    after: auditRow.shape.after.parse(row.after),
  };
}
