import { change } from "../audit.ts";
import { ManagementError } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getRouterRow } from "./get-router-row.ts";
import { toRouterDetail } from "./router-view.ts";

export const deleteRouter = operation(
  {
    id: "deleteRouter",
    method: "DELETE",
    path: "/api/routers/{id}",
    summary: "Delete a router and its rules; refused while keys use it",
    access: "admin",
    input: idInput,
  },
  async (context, { id }) => {
    const { organizationId } = context.actor;
    await change(context, async ({ tx, audit }) => {
      const before = toRouterDetail(await getRouterRow(tx, context, id));
      const keys = await tx.gatewayKey.findMany({
        where: { organizationId, routerId: id },
        select: { name: true },
        take: 5,
      });
      if (keys.length > 0) {
        const names = keys.map(({ name }) => name).join(", ");
        throw new ManagementError("conflict", { message: `These keys still use it: ${names}.` });
      }
      await tx.organization.updateMany({
        where: { id: organizationId, defaultRouterId: id },
        data: { defaultRouterId: null },
      });
      await tx.budget.deleteMany({ where: { organizationId, scope: "router", scopeId: id } });
      await tx.router.delete({ where: { organizationId_id: { organizationId, id } } });
      await audit({ action: "router.delete", objectKind: "router", objectId: id, before });
    });
  },
);
