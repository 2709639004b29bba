import { z } from "zod";
import { change } from "../audit.ts";
import { notFound } from "../errors.ts";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import { toPriceView } from "./price-view.ts";

export const deletePrice = operation(
  {
    id: "deletePrice",
    method: "DELETE",
    path: "/api/user-models/prices/{provider}/{model}",
    summary: "Return to the catalog's price",
    access: "admin",
    input: z.strictObject({ provider: idField, model: idField }),
  },
  async (context, { provider, model }) => {
    const where = {
      organizationId_provider_model: { organizationId: context.actor.organizationId, provider, model },
    };
    await change(context, async ({ tx, audit }) => {
      const row = await tx.priceOverride.findUnique({ where });
      if (!row) throw notFound();
      await tx.priceOverride.delete({ where });
      const objectId = `${provider}/${model}`;
      await audit({ action: "price.delete", objectKind: "price", objectId, before: toPriceView(row) });
    });
  },
);
