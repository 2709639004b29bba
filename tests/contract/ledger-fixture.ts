import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { nanoUsdFrom, parseUsdPerMillion } from "#lib/core/money.ts";
import type { BudgetRecord, HoldRequest, HoldResult, Log, Settlement } from "#lib/gateway/ports.ts";
import { openPostgresLedger, type PostgresLedger } from "../../lib/adapters/postgres/postgres-ledger.ts";
import { temporaryFolder } from "../support/data-dirs.ts";
import type { TestDatabase } from "../support/databases.ts";

/** With a journal, a ledger admits from leases in memory; without one, every hold and settlement is the database's. */
export type Mode = "with leases" | "without a journal";
export const modes: readonly Mode[] = ["with leases", "without a journal"];

export type LedgerFixture = {
  readonly database: TestDatabase;
  readonly organizationId: string;
  readonly folder: string;
  /** Moves with real time, and further where a test says so. */
  readonly clock: Clock & { advanceMs: number };
  readonly logged: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
  readonly open: (options?: OpenOptions) => Promise<OpenLedger>;
  readonly addBudget: (limit: bigint, fields?: Partial<BudgetRecord>) => Promise<BudgetRecord>;
  readonly setLimit: (budget: BudgetRecord, limit: bigint) => Promise<BudgetRecord>;
  readonly close: () => Promise<void>;
};

export type OpenOptions = {
  readonly mode?: Mode;
  /** Stands between the ledger and the database. */
  readonly wrap?: (query: Query) => Query;
};
export type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>;

export type OpenLedger = PostgresLedger & {
  readonly runName: string;
  /** As a SIGKILL does: nothing is flushed, nothing is closed, and the process is known to be gone. */
  readonly kill: () => Promise<void>;
};

export async function openFixture(database: TestDatabase): Promise<LedgerFixture> {
  const folder = await temporaryFolder();
  const organizationId = newId("org");
  const { prisma } = database;
  await prisma.organization.create({
    data: { id: organizationId, slug: organizationId.toLowerCase(), name: "Test", wrappedDataKey: "none" },
  });
  const clock = { advanceMs: 0, nowMs: () => Date.now() + clock.advanceMs, monotonicMs: () => performance.now() };
  const logged: LedgerFixture["logged"] = [];
  const note: Log["warn"] = (event, fields) => void logged.push({ event, fields });
  const opened = new Set<OpenLedger>();

  return {
    database,
    organizationId,
    folder,
    clock,
    logged,
    async open({ mode = "with leases", wrap } = {}) {
      const runName = newId("run");
      const pool = new pg.Pool({ ...database.pool.options });
      pool.on("error", () => undefined);
      const query: Query = (text, values) => pool.query(text, values);
      const ledger = await openPostgresLedger({
        pool: wrap ? Object.assign(Object.create(pool), { query: wrap(query) }) : pool,
        clock,
        log: { warn: note, error: note },
        bootId: runName,
        single: false,
        ...(mode === "with leases" ? { journalFolder: folder } : {}),
      });
      const one: OpenLedger = {
        ...ledger,
        runName,
        async close() {
          opened.delete(one);
          await ledger.close();
          await pool.end();
        },
        async kill() {
          opened.delete(one);
          await pool.end();
          await rm(join(folder, `${runName}.owner.json`), { force: true });
        },
      };
      opened.add(one);
      return one;
    },
    async addBudget(limit, fields = {}) {
      const budget: BudgetRecord = {
        id: newId("bud"),
        scope: "key",
        limitNanoUsd: nanoUsdFrom(limit),
        period: "total",
        timezone: "UTC",
        mode: "hard",
        ...fields,
      };
      await prisma.budget.create({ data: { ...budget, organizationId, scopeId: budget.id } });
      return budget;
    },
    async setLimit(budget, limit) {
      await prisma.budget.update({ where: { id: budget.id }, data: { limitNanoUsd: limit } });
      return { ...budget, limitNanoUsd: nanoUsdFrom(limit) };
    },
    async close() {
      for (const ledger of opened) await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function holdOf(fixture: LedgerFixture, budgets: readonly BudgetRecord[], amount: bigint): HoldRequest {
  return {
    requestId: newId("req"),
    organizationId: fixture.organizationId,
    budgets,
    amountNanoUsd: nanoUsdFrom(amount),
    minimumNanoUsd: nanoUsdFrom(amount),
    ttlSeconds: 60,
  };
}

type End = { readonly cost: bigint; readonly fields?: Partial<Settlement["request"]> };

/** The end of a request at a cost, with the one line of the receipt that says so. */
export function endOf(request: HoldRequest, hold: HoldResult | undefined, { cost, fields = {} }: End): Settlement {
  const costNanoUsd = nanoUsdFrom(cost);
  const rate = parseUsdPerMillion("0.15");
  if (rate === undefined) throw new Error("The rate cannot be read.");
  return {
    request: {
      id: request.requestId,
      organizationId: request.organizationId,
      keyId: "key_test",
      endpoint: "chat/completions",
      dialect: "openai-chat",
      requestedModel: "gpt-4o-mini",
      target: { provider: "openai", providerId: "con_test", providerKind: "openai", model: "gpt-4o-mini" },
      status: "success",
      httpStatus: 200,
      stream: false,
      latencyMs: 120,
      overheadMs: 1.5,
      usage: { input: 10, output: 5 },
      usageSource: "provider",
      priced: true,
      costNanoUsd,
      metadata: {},
      createdAtMs: Date.now(),
      ...fields,
    },
    budgets: hold?.kind === "held" ? hold.parts : [],
    attempts: [],
    charges: [
      { class: "input", quantity: 10, rate, unit: "million", priceVersion: "test", amountNanoUsd: costNanoUsd },
    ],
  };
}

export type Sums = {
  readonly settled: bigint;
  readonly held: bigint;
  readonly unconfirmed: bigint;
  readonly overrun: bigint;
};

/** What the database says of a budget, over all its periods. */
export async function sumsOf({ database }: LedgerFixture, budget: BudgetRecord): Promise<Sums> {
  const { _sum: sum } = await database.prisma.budgetPeriod.aggregate({
    where: { budgetId: budget.id },
    _sum: { settledNanoUsd: true, heldNanoUsd: true, unconfirmedNanoUsd: true, overrunNanoUsd: true },
  });
  return {
    settled: sum.settledNanoUsd ?? 0n,
    held: sum.heldNanoUsd ?? 0n,
    unconfirmed: sum.unconfirmedNanoUsd ?? 0n,
    overrun: sum.overrunNanoUsd ?? 0n,
  };
}
