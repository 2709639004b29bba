import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import { operation } from "../operation.ts";
import { readWithin } from "./read-within.ts";

const choice = z.object({ value: z.string(), label: z.string() });
export type LogChoice = z.infer<typeof choice>;

export const logChoices = z.object({
  providers: z.array(choice.extend({ kind: z.string() })),
  keys: z.array(choice),
  /** The most used of the last 30 days, by the name under which they were served. */
  models: z.array(choice),
});
export type LogChoices = z.infer<typeof logChoices>;

const most = 200;
const recentMs = 30 * 24 * 3_600_000;

export const listLogChoices = operation(
  {
    id: "listLogChoices",
    method: "GET",
    path: "/api/logs/choices",
    summary: "What the log can be filtered by: providers, keys and models, with their names",
    access: "viewer",
    input: z.strictObject({}),
    output: logChoices,
  },
  async (context): Promise<LogChoices> => {
    const { db, actor } = context;
    const where = { organizationId: actor.organizationId };
    const [providers, keys, models] = await Promise.all([
      db.providerConnection.findMany({ where, select: { slug: true, name: true, kind: true }, take: most }),
      db.gatewayKey.findMany({ where, select: { id: true, name: true }, orderBy: { id: "desc" }, take: most }),
      readModels(context),
    ]);
    return {
      providers: providers.map(({ slug, name, kind }) => ({ value: slug, label: name, kind })),
      keys: keys.map(({ id, name }) => ({ value: id, label: name })),
      models: models.map(({ model }) => ({ value: model, label: model })),
    };
  },
);

function readModels({ db, actor, services }: ManagementContext): Promise<readonly { readonly model: string }[]> {
  const since = new Date(services.clock.nowMs() - recentMs);
  return readWithin(
    db,
    (tx) => tx.$queryRaw<{ model: string }[]>`
      SELECT "model" FROM "UsageHour"
      WHERE "organizationId" = ${actor.organizationId} AND "hour" >= ${since}::timestamptz
      GROUP BY 1 ORDER BY sum("requests") DESC, 1 LIMIT ${most}`,
  );
}
