import { change } from "../audit.ts";
import { operation } from "../operation.ts";
import { getRouterRow } from "./get-router-row.ts";
import { updateRouterInput } from "./router-fields.ts";
import { routerDetail, toRouterDetail } from "./router-view.ts";

export const updateRouter = operation(
  {
    id: "updateRouter",
    method: "PUT",
    path: "/api/routers/{id}",
    summary: "Change a router; fields that are not sent stay as they are",
    access: "admin",
    input: updateRouterInput,
    output: routerDetail,
  },
  async (context, { id, ...fields }) => {
    const { organizationId } = context.actor;
    return change(context, async ({ tx, audit }) => {
      const before = toRouterDetail(await getRouterRow(tx, context, id));
      await tx.router.update({ where: { organizationId_id: { organizationId, id } }, data: fields });
      const after = toRouterDetail(await getRouterRow(tx, context, id));
      await audit({ action: "router.update", objectKind: "router", objectId: id, before, after });
      return after;
    });
  },
);
