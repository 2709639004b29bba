import { z } from "zod";
import type { Prisma } from "../database.ts";
import { timeoutsField, timeView, viewTime } from "../fields.ts";

export const providerView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  baseUrl: z.string(),
  priority: z.int(),
  enabled: z.boolean(),
  headers: z.record(z.string(), z.string()),
  timeouts: timeoutsField,
  /** Named by hand; empty: the catalog and the synced list decide. */
  models: z.array(z.string()),
  apiKeyHint: z
    .string()
    .nullable()
    .meta({ description: "The last four characters of the first key; null without one" }),
  apiKeyHints: z.array(z.string()),
  syncedModelCount: z.int(),
  createdAt: timeView,
  updatedAt: timeView,
});
export type ProviderView = z.infer<typeof providerView>;

/** What a view needs besides the row. */
export const providerInclude = {
  credentials: { select: { id: true, hint: true }, orderBy: [{ position: "asc" }, { id: "asc" }] },
  _count: { select: { syncedModels: true } },
} satisfies Prisma.ProviderConnectionInclude;

export type ProviderRow = Prisma.ProviderConnectionGetPayload<{ include: typeof providerInclude }>;

export function toProviderView(row: ProviderRow): ProviderView {
  const hints = row.credentials.map(({ hint }) => hint);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    baseUrl: row.baseUrl,
    priority: row.priority,
    enabled: row.enabled,
    headers: providerView.shape.headers.parse(row.headers),
    timeouts: timeoutsField.parse(row.timeouts),
    models: row.models,
    apiKeyHint: hints[0] ?? null,
    apiKeyHints: hints,
    syncedModelCount: row._count.syncedModels,
    createdAt: viewTime(row.createdAt),
    updatedAt: viewTime(row.updatedAt),
  };
}
