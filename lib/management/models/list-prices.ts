import { z } from "zod";
import { operation } from "../operation.ts";
import { decodeCursor, pageFields, pageOf, toOffsetPage } from "../pagination.ts";
import { priceView, toPriceView } from "./price-view.ts";

export const listPrices = operation(
  {
    id: "listPrices",
    method: "GET",
    path: "/api/user-models/prices",
    summary: "The organization's own prices",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(priceView),
  },
  async ({ db, actor }, query) => {
    const rows = await db.priceOverride.findMany({
      where: { organizationId: actor.organizationId },
      orderBy: [{ provider: "asc" }, { model: "asc" }],
    });
    return toOffsetPage(rows.map(toPriceView), query, decodeCursor(query));
  },
);
