import { expect } from "vitest";
import { periodStart } from "#lib/core/budget-period.ts";
import { nanoUsdFrom } from "#lib/core/money.ts";
import type { BudgetPart, BudgetRecord, HoldRequest, HoldResult } from "#lib/gateway/ports.ts";
import { endOf, holdOf, type LedgerFixture, type OpenLedger } from "./ledger-fixture.ts";

/** What a request is known to have done, by the one who did it. */
export type Known = {
  readonly request: HoldRequest;
  /** The process that serves it; after its death, whoever knows how it ended. */
  ledger: OpenLedger;
  readonly hold: Extract<HoldResult, { readonly kind: "held" }>;
  state: "held" | "unconfirmed" | "settled";
  cost: bigint;
};

/** A ledger, its budgets and everything that was done to them. Each step is one operation, drawn by the seed. */
export type History = {
  readonly fixture: LedgerFixture;
  readonly ledgers: OpenLedger[];
  readonly draw: (below: number) => number;
  readonly organization: { budget: BudgetRecord };
  readonly keys: { budget: BudgetRecord }[];
  readonly highest: Map<string, bigint>;
  readonly known: Known[];
};

/** Small requests are admitted from leases, large ones meet the limits. */
const amounts = { small: 8, large: 400 };

export async function openHistory(fixture: LedgerFixture, ledgers: OpenLedger[], seed: number): Promise<History> {
  const organization = { budget: await fixture.addBudget(20_000n, { scope: "organization", period: "day" }) };
  const keys = [
    { budget: await fixture.addBudget(9_000n, { period: "hour" }) },
    { budget: await fixture.addBudget(9_000n) },
    { budget: await fixture.addBudget(4_000n, { mode: "soft" }) },
  ];
  const highest = new Map([organization, ...keys].map(({ budget }) => [budget.id, BigInt(budget.limitNanoUsd)]));
  return { fixture, ledgers, draw: drawer(seed), organization, keys, highest, known: [] };
}

/** Operations by how often they are drawn. Those of the second group would disturb others that run beside them. */
export const operations: readonly (readonly [number, (history: History) => Promise<void>])[] = [
  [40, holdOne],
  [30, settleOne],
  [6, releaseOne],
  [4, holdAgain],
  [4, settleAgain],
  [2, changeLimit],
];
export const disturbing: typeof operations = [...operations, [2, expireSome], [1, rollOver], [1, killAndReopen]];

export async function step(history: History, from: typeof operations): Promise<void> {
  let left = history.draw(from.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, operation] of from) {
    left -= weight;
    if (left < 0) return operation(history);
  }
}

async function holdOne(history: History): Promise<void> {
  const { fixture, draw, organization, keys, known } = history;
  const key = pick(draw, keys);
  const budgets = key ? [organization.budget, key.budget] : [];
  const amount = BigInt(1 + draw(draw(3) === 0 ? amounts.large : amounts.small));
  const request = { ...holdOf(fixture, budgets, amount), minimumNanoUsd: nanoUsdFrom(amount / BigInt(1 + draw(3))) };
  const ledger = pickLedger(history);
  const left = leftOf(history, budgets);
  const hold = await ledger.hold(request);
  // Nobody else takes or gives anything meanwhile: what is granted is known beforehand, and nothing is refused that fits.
  if (history.ledgers.length === 1) expect(grantedBy(hold)).toBe(grantFor(request, left));
  if (hold.kind === "held") known.push({ request, ledger, hold, state: "held", cost: 0n });
}

function grantFor({ amountNanoUsd, minimumNanoUsd }: HoldRequest, left: bigint): bigint | undefined {
  if (amountNanoUsd <= left) return amountNanoUsd;
  return minimumNanoUsd <= left ? left : undefined;
}

function grantedBy(hold: HoldResult): bigint | undefined {
  return hold.kind === "held" ? hold.grantedNanoUsd : undefined;
}

/** What the tightest of the hard budgets has left by what was done. */
function leftOf(history: History, budgets: readonly BudgetRecord[]): bigint {
  const sums = expectedSums(history);
  const nowMs = history.fixture.clock.nowMs();
  let least = 2n ** 62n;
  for (const { id, limitNanoUsd, period, timezone, mode } of budgets) {
    if (mode === "soft") continue;
    const sum =
      sums.get(nameOf({ budgetId: id, periodStart: periodStart(period, timezone, nowMs).toISOString() })) ?? [];
    const left = sum.reduce((rest, amount) => rest - amount, BigInt(limitNanoUsd));
    if (left < least) least = left;
  }
  return least;
}

async function settleOne(history: History): Promise<void> {
  const one = pick(
    history.draw,
    history.known.filter(({ state }) => state !== "settled"),
  );
  if (one) await settle(one, BigInt(history.draw(Number(one.hold.grantedNanoUsd) + 1)));
}

async function releaseOne(history: History): Promise<void> {
  const one = pick(
    history.draw,
    history.known.filter(({ state }) => state !== "settled"),
  );
  if (one) await settle(one, 0n);
}

async function holdAgain(history: History): Promise<void> {
  const one = pick(
    history.draw,
    history.known.filter(({ state }) => state === "held"),
  );
  if (one) await one.ledger.hold(one.request);
}

async function settleAgain(history: History): Promise<void> {
  const one = pick(
    history.draw,
    history.known.filter(({ state }) => state === "settled"),
  );
  if (one) await one.ledger.settle(endOf(one.request, one.hold, { cost: BigInt(history.draw(amounts.large)) }));
}

async function changeLimit({ fixture, draw, keys, highest }: History): Promise<void> {
  const key = pick(draw, keys);
  if (!key) return;
  const limit = BigInt(2_000 + draw(12_000));
  key.budget = await fixture.setLimit(key.budget, limit);
  const before = highest.get(key.budget.id) ?? 0n;
  if (limit > before) highest.set(key.budget.id, limit);
}

/** Everything in the database that is held now, as if its time had passed. */
async function expireSome(history: History): Promise<void> {
  const { fixture, known } = history;
  await pickLedger(history).flush();
  await fixture.database.pool.query(
    `UPDATE "Hold" SET "expiresAt" = now() - interval '1 second' WHERE "organizationId" = $1 AND "kind" <> 'lease'`,
    [fixture.organizationId],
  );
  await pickLedger(history).sweep();
  for (const one of known) if (one.state === "held") one.state = "unconfirmed";
}

async function rollOver({ fixture }: History): Promise<void> {
  fixture.clock.advanceMs += 3_600_000;
}

async function killAndReopen(history: History): Promise<void> {
  const [ledger] = history.ledgers;
  await ledger?.kill();
  const next = await history.fixture.open();
  history.ledgers[0] = next;
  for (const one of history.known) {
    one.ledger = next;
    if (one.state === "held") one.state = "unconfirmed";
  }
}

async function settle(one: Known, cost: bigint): Promise<void> {
  one.state = "settled";
  one.cost = cost;
  await one.ledger.settle(endOf(one.request, one.hold, { cost }));
}

/** What each period of each budget must hold, by what was done. */
export function expectedSums({ known }: History): ReadonlyMap<string, readonly bigint[]> {
  const sums = new Map<string, [bigint, bigint, bigint]>();
  for (const { hold, state, cost } of known) {
    for (const part of hold.parts) {
      const sum = sums.get(nameOf(part)) ?? [0n, 0n, 0n];
      if (state === "settled") sum[0] += cost;
      else sum[state === "held" ? 1 : 2] += hold.grantedNanoUsd;
      sums.set(nameOf(part), sum);
    }
  }
  return sums;
}

export async function actualSums({
  fixture,
  organization,
  keys,
}: History): Promise<ReadonlyMap<string, readonly bigint[]>> {
  const rows = await fixture.database.prisma.budgetPeriod.findMany({
    where: { budgetId: { in: [organization, ...keys].map(({ budget }) => budget.id) } },
  });
  return new Map(
    rows.map(({ budgetId, periodStart, settledNanoUsd, heldNanoUsd, unconfirmedNanoUsd }) => [
      nameOf({ budgetId, periodStart: periodStart.toISOString() }),
      [settledNanoUsd, heldNanoUsd, unconfirmedNanoUsd],
    ]),
  );
}

function nameOf({ budgetId, periodStart }: BudgetPart): string {
  return `${budgetId} ${periodStart}`;
}

function pickLedger({ ledgers, draw }: History): OpenLedger {
  const ledger = pick(draw, ledgers);
  if (!ledger) throw new Error("A history needs a ledger.");
  return ledger;
}

function pick<Item>(draw: History["draw"], items: readonly Item[]): Item | undefined {
  return items[draw(items.length)];
}

/** The same numbers for the same seed (mulberry32). */
function drawer(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
