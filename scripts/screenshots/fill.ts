import { type BudgetPeriod, budgetPeriods, periodStart } from "#lib/core/budget-period.ts";
import { newId } from "#lib/core/ids.ts";
import { register } from "#lib/management/auth/register.ts";
import type { GuestContext, ManagementContext } from "#lib/management/context.ts";
import { prepareFirstOwner } from "#lib/management/installation/prepare-first-owner.ts";
import { setup } from "#lib/management/installation/setup.ts";
import { createInvite } from "#lib/management/invites/create-invite.ts";
import { createKey } from "#lib/management/keys/create-key.ts";
import { createProvider } from "#lib/management/providers/create-provider.ts";
import { createRouter } from "#lib/management/routers/create-router.ts";
import { createRule } from "#lib/management/rules/create-rule.ts";
import { consoleLog } from "../../lib/adapters/log/console-log.ts";
import { createSettlements } from "../../lib/adapters/postgres/settlements.ts";
import { readEnv } from "../../lib/env.ts";
import type { Settlement } from "../../lib/gateway/ports.ts";
import { openContainer } from "../../lib/server/container.ts";
import { type CastKey, keys, models, providers } from "./cast.ts";
import { throwDice } from "./dice.ts";
import { inventRequest, type Stage } from "./invent-request.ts";
import { inventTimes } from "./invent-times.ts";

export type Account = { readonly email: string; readonly password: string };

const hourMs = 3_600_000;

/** Puts a team and 30 days of its traffic into an empty data folder, by the use cases and the ledger themselves. */
export async function fillDataFolder(dataDir: string, account: Account): Promise<void> {
  const dice = throwDice(20_260);
  const nowMs = Date.now();
  const times = inventTimes(dice, { nowMs, days: 30, perHour: 24 });
  // Ids carry their time and never go back in one process, so the past ones are made before any other.
  const occasions = times.map((atMs) => ({ id: newId("req", atMs), atMs }));

  const container = await openContainer(readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "error" }));
  try {
    const guest: GuestContext = { db: container.db.prisma, services: container.management };
    const stage = await setTheStage(guest, account, nowMs);
    const budgets = await budgetsByKey(guest);
    const settlements = occasions
      .map((occasion) => inventRequest(dice, stage, occasion))
      .map((settlement) => countAgainst(budgets, settlement));
    const ledger = createSettlements({ pool: container.db.pool, log: consoleLog("error") });
    await Promise.all(settlements.map(ledger.settle));
  } finally {
    await container.close();
  }
}

type Budgets = ReadonlyMap<string, readonly BudgetRow[]>;
type BudgetRow = { readonly id: string; readonly period: string; readonly timezone: string };

async function budgetsByKey({ db }: GuestContext): Promise<Budgets> {
  const budgets = await db.budget.findMany({ where: { scope: "key" } });
  return Map.groupBy(budgets, ({ scopeId }) => scopeId);
}

/** What was spent counts in the period it was spent in, as if it had been admitted then. */
function countAgainst(budgets: Budgets, settlement: Settlement): Settlement {
  const { keyId, createdAtMs } = settlement.request;
  const parts = (budgets.get(keyId) ?? []).flatMap(({ id, period, timezone }) =>
    isBudgetPeriod(period)
      ? [{ budgetId: id, periodStart: periodStart(period, timezone, createdAtMs).toISOString() }]
      : [],
  );
  return { ...settlement, budgets: parts };
}

function isBudgetPeriod(text: string): text is BudgetPeriod {
  return budgetPeriods.some((period) => period === text);
}

async function setTheStage(guest: GuestContext, account: Account, nowMs: number): Promise<Stage> {
  const owner = await claim(guest, account);
  const colleague = await invite(guest, owner);
  const { organizationId } = owner.actor;

  const providerIds = new Map<string, { readonly id: string; readonly kind: string }>();
  for (const provider of providers) {
    const { id, kind } = await createProvider(owner, {
      ...provider,
      apiKey: `sk-not-a-real-key-${provider.slug}-a1b2`,
    });
    providerIds.set(provider.slug, { id, kind });
  }
  const routerId = await addRouter(owner, providerIds);
  const made = [];
  for (const key of keys) {
    const context = key.person === "owner" ? owner : colleague;
    made.push({ ...key, id: await addKey(context, key, routerId), userId: context.actor.userId });
  }
  return {
    organizationId,
    catalog: guest.services.catalog,
    providerIds,
    keys: made,
    incident: { fromMs: nowMs - 9 * hourMs, toMs: nowMs - 7.5 * hourMs },
  };
}

async function claim(guest: GuestContext, account: Account): Promise<ManagementContext> {
  const preparation = await prepareFirstOwner(guest);
  if (preparation.kind !== "setup") throw new Error("The data folder is not empty.");
  const { code } = preparation;
  const { user } = await setup(guest, { ...account, code, name: "Ada Lovelace", organizationName: "Northwind" });
  return contextOf(guest, user.id);
}

async function invite(guest: GuestContext, owner: ManagementContext): Promise<ManagementContext> {
  const { token } = await createInvite(owner, { email: "grace@example.com", role: "admin" });
  const { user } = await register(guest, { inviteToken: token, name: "Grace Hopper", password: crypto.randomUUID() });
  return contextOf(guest, user.id);
}

async function contextOf(guest: GuestContext, userId: string): Promise<ManagementContext> {
  const { organizationId } = await guest.db.membership.findFirstOrThrow({ where: { userId } });
  return {
    ...guest,
    actor: { userId, organizationId, via: "session", tokenId: "", scopes: ["read", "write"], role: "owner" },
  };
}

async function addRouter(owner: ManagementContext, ids: Stage["providerIds"]): Promise<string> {
  const { id } = await createRouter(owner, { name: "Production", slug: "production" });
  let priority = 0;
  for (const { name, provider, fallback } of Object.values(models)) {
    for (const target of [{ provider, model: name }, fallback]) {
      const providerId = ids.get(target.provider)?.id ?? "";
      await createRule(owner, { id, priority: ++priority, models: [name], providerId, targetModel: target.model });
    }
  }
  return id;
}

async function addKey(context: ManagementContext, { name, budget }: CastKey, routerId: string): Promise<string> {
  const key = await createKey(context, { name, ...(name === "Support assistant" ? { routerId } : {}), ...budget });
  return key.id;
}
