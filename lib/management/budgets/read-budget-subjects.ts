import type { ManagementContext } from "../context.ts";

type Subject = { readonly id: string; readonly name: string };

/** What a budget can limit besides the organization and models, by name. */
export type BudgetSubjects = {
  readonly user: readonly Subject[];
  readonly key: readonly Subject[];
  readonly router: readonly Subject[];
  readonly provider: readonly Subject[];
};

const most = 1_000;

export async function readBudgetSubjects({ db, actor }: ManagementContext): Promise<BudgetSubjects> {
  const { organizationId } = actor;
  const named = {
    where: { organizationId },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: most,
  } as const;
  const [members, key, router, provider] = await Promise.all([
    db.membership.findMany({
      where: { organizationId },
      select: { user: { select: { id: true, name: true } } },
      take: most,
    }),
    db.gatewayKey.findMany(named),
    db.router.findMany(named),
    db.providerConnection.findMany(named),
  ]);
  return { user: members.map(({ user }) => user), key, router, provider };
}
