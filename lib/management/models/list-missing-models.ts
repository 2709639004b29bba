import { z } from "zod";
import { timeView, viewTime } from "../fields.ts";
import { operation } from "../operation.ts";
import { decodeCursor, pageFields, pageOf, toOffsetPage } from "../pagination.ts";
import { readOwnPrices } from "./own-prices.ts";

export const missingModel = z.object({
  provider: z.string(),
  model: z.string(),
  requests: z.int(),
  lastSeenAt: timeView,
});
export type MissingModel = z.infer<typeof missingModel>;

const rowsMax = 2_000;

export const listMissingModels = operation(
  {
    id: "listMissingModels",
    method: "GET",
    path: "/api/user-models/missing",
    summary: "Models that were asked for and have no price, the most wanted first",
    access: "viewer",
    input: z.strictObject(pageFields),
    output: pageOf(missingModel),
  },
  async (context, query) => {
    await context.services.flushLedger();
    const own = await readOwnPrices(context);
    const rows = await context.db.missingModel.findMany({
      where: { organizationId: context.actor.organizationId },
      orderBy: [{ requests: "desc" }, { provider: "asc" }, { model: "asc" }],
      take: rowsMax,
    });
    const missing = rows
      .filter(({ provider, model }) => !own.has(`${provider}/${model}`))
      .map(({ provider, model, requests, lastSeenAt }) => ({
        provider,
        model,
        requests: Number(requests),
        lastSeenAt: viewTime(lastSeenAt),
      }));
    return toOffsetPage(missing, query, decodeCursor(query));
  },
);
