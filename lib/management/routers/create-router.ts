import { newId } from "#lib/core/ids.ts";
import { change } from "../audit.ts";
import { ManagementError } from "../errors.ts";
import { operation } from "../operation.ts";
import { freeSlug } from "../slug.ts";
import { getRouterRow } from "./get-router-row.ts";
import { createRouterInput } from "./router-fields.ts";
import { routerDetail, toRouterDetail } from "./router-view.ts";

export const createRouter = operation(
  {
    id: "createRouter",
    method: "POST",
    path: "/api/routers",
    summary: "A new router, without rules yet",
    access: "admin",
    input: createRouterInput,
    output: routerDetail,
    status: 201,
  },
  async (context, { slug: wanted, ...fields }) => {
    const { organizationId } = context.actor;
    return change(context, async ({ tx, audit }) => {
      const isTaken = async (slug: string) =>
        (await tx.router.findUnique({ where: { organizationId_slug: { organizationId, slug } } })) !== null;
      if (wanted !== undefined && (await isTaken(wanted))) {
        throw new ManagementError("conflict", { param: "slug", message: "Another router has this slug." });
      }
      const id = newId("rtr");
      const slug = wanted ?? (await freeSlug(fields.name, isTaken));
      await tx.router.create({ data: { id, organizationId, slug, ...fields } });
      const view = toRouterDetail(await getRouterRow(tx, context, id));
      await audit({ action: "router.create", objectKind: "router", objectId: id, after: view });
      return view;
    });
  },
);
