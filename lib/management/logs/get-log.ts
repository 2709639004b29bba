import type { ManagementContext } from "../context.ts";
import { notFound } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { logDetail, toLogDetail } from "./log-view.ts";
import { readLabels } from "./usage-labels.ts";
import type { UsageDimension } from "./usage-sums.ts";

export const getLog = operation(
  {
    id: "getLog",
    method: "GET",
    path: "/api/logs/{id}",
    summary: "One request with its attempts and its receipt",
    access: "viewer",
    input: idInput,
    output: logDetail,
  },
  async (context, { id }) => {
    const { db, services, actor } = context;
    await services.flushLedger();
    const row = await db.request.findUnique({ where: { id, organizationId: actor.organizationId } });
    if (!row) throw notFound();
    const [key, user, router] = await Promise.all([
      nameOf(context, "key", row.keyId),
      nameOf(context, "user", row.userId),
      nameOf(context, "router", row.routerId),
    ]);
    return toLogDetail(row, { key, user, router });
  },
);

async function nameOf(context: ManagementContext, dimension: UsageDimension, id: string | null) {
  return id === null ? null : (await readLabels(context, dimension, [id]))(id);
}
