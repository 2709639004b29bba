import { keyHint, newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { change } from "../audit.ts";
import { ManagementError } from "../errors.ts";
import { operation } from "../operation.ts";
import { requireRouter } from "../routers/require-router.ts";
import { getKeyView } from "./get-key-view.ts";
import { createKeyInput } from "./key-fields.ts";
import { createdKeyView } from "./key-view.ts";
import { writeOwnBudget } from "./own-budget.ts";

export const createKey = operation(
  {
    id: "createKey",
    method: "POST",
    path: "/api/keys",
    summary: "A new gateway key; it belongs to whoever makes it and is shown this once",
    access: "member",
    input: createKeyInput,
    output: createdKeyView,
    status: 201,
  },
  async (context, { budgetUsd, budgetPeriod, ...fields }) => {
    const { services, actor } = context;
    const { organizationId } = actor;
    if (fields.expiresAt && fields.expiresAt.getTime() <= services.clock.nowMs()) {
      throw new ManagementError("out_of_range", {
        param: "expiresAt",
        message: "The field 'expiresAt' must be in the future.",
      });
    }
    const key = newGatewayKey("gw_");
    const id = newId("key");
    const view = await change(context, async ({ tx, audit }) => {
      if (fields.routerId) await requireRouter(tx, { organizationId, id: fields.routerId, param: "routerId" });
      await tx.gatewayKey.create({
        data: {
          id,
          organizationId,
          userId: actor.userId,
          keyHash: services.keyHasher(key),
          prefix: "gw_",
          hint: keyHint(key),
          ...fields,
        },
      });
      const budget = { ...(budgetUsd !== undefined && { budgetUsd }), ...(budgetPeriod && { budgetPeriod }) };
      await writeOwnBudget(tx, { organizationId, id }, budget);
      const created = await getKeyView(tx, context, id);
      await audit({ action: "key.create", objectKind: "key", objectId: id, after: created });
      return created;
    });
    return { ...view, key };
  },
);
