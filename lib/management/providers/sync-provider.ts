import { z } from "zod";
import { change } from "../audit.ts";
import { idInput } from "../fields.ts";
import { operation } from "../operation.ts";
import { getProviderRow } from "./get-provider-row.ts";

export const syncView = z.object({ added: z.int(), removed: z.int(), total: z.int() });
export type SyncView = z.infer<typeof syncView>;

const modelsMax = 5_000;

export const syncProvider = operation(
  {
    id: "syncProvider",
    method: "POST",
    path: "/api/providers/{id}/sync",
    summary: "Read the provider's own model list",
    access: "admin",
    input: idInput,
    output: syncView,
  },
  async (context, { id }) => {
    await getProviderRow(context.db, context, id);
    const { organizationId } = context.actor;
    const listed = await context.services.listProviderModels({ organizationId, id });
    const models = new Set(listed.filter((model) => model.length <= 256).slice(0, modelsMax));

    return change(context, async ({ tx, audit }) => {
      await getProviderRow(tx, context, id);
      const known = await tx.syncedModel.findMany({ where: { connectionId: id }, select: { model: true } });
      const before = new Set(known.map(({ model }) => model));
      const added = [...models].filter((model) => !before.has(model));
      const removed = [...before].filter((model) => !models.has(model));
      await tx.syncedModel.deleteMany({ where: { connectionId: id, model: { in: removed } } });
      await tx.syncedModel.createMany({
        data: added.map((model) => ({ connectionId: id, model })),
        skipDuplicates: true,
      });
      const view = { added: added.length, removed: removed.length, total: models.size };
      await audit({ action: "provider.sync", objectKind: "provider", objectId: id, after: view });
      return view;
    });
  },
);
