import { z } from "zod";
import { keyHint, newGatewayKey } from "#lib/core/gateway-key.ts";
import { change } from "../audit.ts";
import { idField } from "../fields.ts";
import { operation } from "../operation.ts";
import { requireOwn } from "../require-role.ts";
import { getKeyView } from "./get-key-view.ts";
import { createdKeyView } from "./key-view.ts";

const overlapMaxSeconds = 30 * 24 * 3600;

export const rotateKey = operation(
  {
    id: "rotateKey",
    method: "POST",
    path: "/api/keys/{id}/rotate",
    summary: "Replace the key; the old one works until the overlap ends, and what was before that one stops at once",
    access: "member",
    input: z.strictObject({ id: idField, overlapSeconds: z.int().min(0).max(overlapMaxSeconds).default(0) }),
    output: createdKeyView,
  },
  async (context, { id, overlapSeconds }) => {
    const { services, actor } = context;
    const where = { organizationId_id: { organizationId: actor.organizationId, id } };
    const key = newGatewayKey("gw_");
    const view = await change(context, async ({ tx, audit }) => {
      const before = await getKeyView(tx, context, id);
      requireOwn(context, before.userId);
      const { keyHash } = await tx.gatewayKey.findUniqueOrThrow({ where, select: { keyHash: true } });
      const overlap =
        overlapSeconds > 0
          ? { previousKeyHash: keyHash, previousKeyUntil: new Date(services.clock.nowMs() + overlapSeconds * 1000) }
          : { previousKeyHash: null, previousKeyUntil: null };
      await tx.gatewayKey.update({ where, data: { keyHash: services.keyHasher(key), hint: keyHint(key), ...overlap } });
      const after = await getKeyView(tx, context, id);
      await audit({ action: "key.rotate", objectKind: "key", objectId: id, before, after });
      return after;
    });
    return { ...view, key };
  },
);
