import { z } from "zod";
import { routingStrategies } from "#lib/gateway/routing/routing-strategies.ts";
import type { Prisma } from "../database.ts";
import { timeoutsField, timeView, viewTime } from "../fields.ts";
import { ruleInclude, ruleView, toRuleView } from "../rules/rule-view.ts";

export const cacheField = z.strictObject({
  enabled: z.boolean().exactOptional(),
  ttlSeconds: z.int().min(1).max(2_592_000).exactOptional(),
});

export const routerView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  strategy: z.enum(routingStrategies),
  retries: z.int().nullable(),
  timeouts: timeoutsField,
  cache: cacheField,
  fallbackOn: z.array(z.string()),
  ruleCount: z.int(),
  createdAt: timeView,
  updatedAt: timeView,
});
export type RouterView = z.infer<typeof routerView>;

export const routerDetail = routerView.extend({ rules: z.array(ruleView) });
export type RouterDetail = z.infer<typeof routerDetail>;

export const routerInclude = { _count: { select: { rules: true } } } satisfies Prisma.RouterInclude;

export const routerDetailInclude = {
  ...routerInclude,
  rules: { include: ruleInclude, orderBy: [{ priority: "asc" }, { id: "asc" }] },
} satisfies Prisma.RouterInclude;

type RouterRow = Prisma.RouterGetPayload<{ include: typeof routerInclude }>;
type RouterDetailRow = Prisma.RouterGetPayload<{ include: typeof routerDetailInclude }>;

export function toRouterView(row: RouterRow): RouterView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    strategy: routerView.shape.strategy.parse(row.strategy),
    retries: row.retries,
    timeouts: timeoutsField.parse(row.timeouts),
    cache: cacheField.parse(row.cache),
    fallbackOn: row.fallbackOn,
    ruleCount: row._count.rules,
    createdAt: viewTime(row.createdAt),
    updatedAt: viewTime(row.updatedAt),
  };
}

export function toRouterDetail(row: RouterDetailRow): RouterDetail {
  return { ...toRouterView(row), rules: row.rules.map(toRuleView) };
}
