import { z } from "zod";
import type { ManagementContext } from "../context.ts";
import type { Prisma } from "../database.ts";
import { idField, timeField, usdAmountField } from "../fields.ts";
import { logStatuses } from "./log-view.ts";

/** The filters that the list, the export and the pages share. */
export const logFilter = {
  from: timeField.exactOptional(),
  to: timeField.exactOptional(),
  keyId: idField.exactOptional(),
  userId: idField.exactOptional(),
  routerId: idField.exactOptional(),
  /** The slug of a connected provider. */
  provider: idField.exactOptional(),
  /** As it was asked for or as it was served. */
  model: idField.exactOptional(),
  status: z.enum(logStatuses).exactOptional(),
  minCostUsd: usdAmountField.exactOptional(),
  /** Text that stands in the id, the models or the error's code; taken literally. */
  search: z.string().min(1).max(200).exactOptional(),
  /** `key:value` */
  metadata: z
    .string()
    .regex(/^[^:]{1,64}:.{0,512}$/s)
    .exactOptional(),
};

const filterSchema = z.strictObject(logFilter);
export type LogFilter = z.output<typeof filterSchema>;

export function logConditions({ actor }: ManagementContext, filter: LogFilter): Prisma.RequestWhereInput {
  const { from, to, model, minCostUsd, search, metadata, ...equal } = filter;
  const both: Prisma.RequestWhereInput[] = [];
  if (model !== undefined) both.push({ OR: [{ model }, { requestedModel: model }] });
  if (search !== undefined) both.push(searchConditions(search));
  return {
    organizationId: actor.organizationId,
    ...equal,
    ...((from || to) && { createdAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
    ...(minCostUsd !== undefined && { costNanoUsd: { gte: minCostUsd } }),
    ...(metadata !== undefined && { metadata: metadataCondition(metadata) }),
    ...(both.length > 0 && { AND: both }),
  };
}

function searchConditions(search: string): Prisma.RequestWhereInput {
  const contains = { contains: literal(search), mode: "insensitive" } as const;
  return {
    OR: [
      { id: contains },
      { requestedModel: contains },
      { model: contains },
      { provider: contains },
      { errorCode: contains },
    ],
  };
}

/** `contains` becomes LIKE, whose wildcards a search has to mean as themselves. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function metadataCondition(text: string): { readonly path: string[]; readonly equals: string } {
  const colon = text.indexOf(":");
  return { path: [text.slice(0, colon)], equals: text.slice(colon + 1) };
}
