import { change } from "../audit.ts";
import { ManagementError } from "../errors.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getProviderRow } from "./get-provider-row.ts";
import { toProviderView } from "./provider-view.ts";

export const deleteProvider = operation(
  {
    id: "deleteProvider",
    method: "DELETE",
    path: "/api/providers/{id}",
    summary: "Disconnect a provider; refused while rules point at it",
    access: "admin",
    input: idInput,
  },
  async (context, { id }) => {
    const { organizationId } = context.actor;
    await change(context, async ({ tx, audit }) => {
      const row = await getProviderRow(tx, context, id);
      const routers = await tx.router.findMany({
        where: { organizationId, rules: { some: { providerId: id } } },
        select: { name: true },
        take: 5,
      });
      if (routers.length > 0) {
        const names = routers.map(({ name }) => name).join(", ");
        throw new ManagementError("conflict", { message: `Rules of these routers still point at it: ${names}.` });
      }
      await tx.budget.deleteMany({ where: { organizationId, scope: "provider", scopeId: id } });
      await tx.providerConnection.delete({ where: { organizationId_id: { organizationId, id } } });
      const record = { action: "provider.delete", objectKind: "provider", objectId: id };
      await audit({ ...record, before: toProviderView(row) });
    });
  },
);
