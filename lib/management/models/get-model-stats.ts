import { z } from "zod";
import { catalogStats } from "#lib/gateway/catalog/search-catalog.ts";
import { operation } from "../operation.ts";

export const modelStats = z.object({
  models: z.int(),
  providers: z.int(),
  free: z.int(),
  paid: z.int(),
  unpriced: z.int(),
  byMode: z.record(z.string(), z.int()),
  byProvider: z.record(z.string(), z.int()),
  asOf: z.string().meta({ description: "The day of the newest fact in the catalog" }),
});
export type ModelStats = z.infer<typeof modelStats>;

export const getModelStats = operation(
  {
    id: "getModelStats",
    method: "GET",
    path: "/api/user-models/stats",
    summary: "How many models the catalog holds, by price and by mode",
    access: "viewer",
    input: z.strictObject({}),
    output: modelStats,
  },
  async ({ services: { catalog } }) => {
    const { byMode, ...totals } = catalogStats(catalog);
    const byProvider = Map.groupBy(catalog.models, (model) => model.provider);
    return {
      ...totals,
      byMode: { ...byMode },
      byProvider: Object.fromEntries([...byProvider].map(([provider, models]) => [provider, models.length])),
      asOf: catalog.asOf,
    };
  },
);
