import { z } from "zod";
import { change } from "../audit.ts";
import { idField, nameField } from "../fields.ts";
import { operation } from "../operation.ts";
import { requireRouter } from "../routers/require-router.ts";
import { readSettings, settingsView } from "./settings-view.ts";

export const updateSettings = operation(
  {
    id: "updateSettings",
    method: "PUT",
    path: "/api/settings",
    summary: "Change the organization's settings; fields that are not sent stay as they are",
    access: "admin",
    input: z.strictObject({
      name: nameField.exactOptional(),
      logPayloads: z.boolean().exactOptional(),
      logRetentionDays: z.int().min(1).max(3650).exactOptional(),
      payloadRetentionDays: z.int().min(0).max(90).exactOptional(),
      defaultRouterId: idField.nullable().exactOptional(),
      allowImageFetch: z.boolean().exactOptional(),
    }),
    output: settingsView,
  },
  async (context, fields) => {
    const { organizationId } = context.actor;
    const view = await change(context, async ({ tx, audit }) => {
      const before = await readSettings(tx, context);
      if (fields.defaultRouterId) {
        await requireRouter(tx, { organizationId, id: fields.defaultRouterId, param: "defaultRouterId" });
      }
      await tx.organization.update({ where: { id: organizationId }, data: fields });
      const after = await readSettings(tx, context);
      await audit({ action: "settings.update", objectKind: "organization", objectId: organizationId, before, after });
      return after;
    });
    context.services.sessions.forgetUser(context.actor.userId);
    return view;
  },
);
