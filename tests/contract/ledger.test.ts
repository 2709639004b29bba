import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bucketOf } from "#lib/core/histogram.ts";
import type { BudgetRecord, HoldResult } from "#lib/gateway/ports.ts";
import { describeEachDatabase } from "../support/databases.ts";
import {
  endOf,
  holdOf,
  type LedgerFixture,
  modes,
  type OpenLedger,
  openFixture,
  type Query,
  sumsOf,
} from "./ledger-fixture.ts";
import { expectInvariants } from "./ledger-invariants.ts";

const nothing = { settled: 0n, held: 0n, unconfirmed: 0n, overrun: 0n };

describeEachDatabase("the ledger", (current) => {
  describe.each(modes)("%s", (mode) => {
    let fixture: LedgerFixture;
    let ledger: OpenLedger;

    beforeEach(async () => {
      fixture = await openFixture(current());
      ledger = await fixture.open({ mode });
    });
    afterEach(() => fixture.close());

    it("holds the worst case until the request's end, and then counts what it cost", async () => {
      const budget = await fixture.addBudget(1_000n);
      const request = holdOf(fixture, [budget], 400n);
      const hold = await ledger.hold(request);
      expect(hold).toMatchObject({ kind: "held", grantedNanoUsd: 400n, remainingNanoUsd: 600n });
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, held: 400n });
      await ledger.settle(endOf(request, hold, { cost: 150n }));
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 150n });
      expect(await ledger.budgetStates([budget])).toMatchObject([
        { settledNanoUsd: 150n, heldNanoUsd: 0n, unconfirmedNanoUsd: 0n },
      ]);
    });

    it("releases everything of a request that cost nothing, and still writes its log row", async () => {
      const budget = await fixture.addBudget(1_000n);
      const request = holdOf(fixture, [budget], 400n);
      const hold = await ledger.hold(request);
      await ledger.settle(
        endOf(request, hold, { cost: 0n, fields: { status: "error", httpStatus: 502, errorCode: "upstream_error" } }),
      );
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual(nothing);
      expect(await current().prisma.request.findUnique({ where: { id: request.requestId } })).toMatchObject({
        status: "error",
      });
    });

    it("holds once and settles once, however often it is asked", async () => {
      const budget = await fixture.addBudget(1_000n);
      const request = holdOf(fixture, [budget], 400n);
      const [hold, again] = await Promise.all([ledger.hold(request), ledger.hold(request)]);
      expect([hold, again, await ledger.hold(request)]).toMatchObject(
        Array(3).fill({ kind: "held", grantedNanoUsd: 400n }),
      );
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, held: 400n });
      for (const cost of [100n, 399n]) await ledger.settle(endOf(request, hold, { cost }));
      await ledger.flush();
      await ledger.settle(endOf(request, hold, { cost: 250n }));
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 100n });
      expect(
        await current().prisma.usageHour.aggregate({
          where: { organizationId: fixture.organizationId },
          _sum: { requests: true },
        }),
      ).toEqual({ _sum: { requests: 1n } });
    });

    it("grants what is left where that is enough, and refuses where it is not", async () => {
      const budget = await fixture.addBudget(1_000n);
      await ledger.hold(holdOf(fixture, [budget], 700n));
      const partial = { ...holdOf(fixture, [budget], 400n), minimumNanoUsd: holdOf(fixture, [], 300n).amountNanoUsd };
      expect(await ledger.hold(partial)).toMatchObject({ kind: "held", grantedNanoUsd: 300n, remainingNanoUsd: 0n });
      expect(await ledger.hold(holdOf(fixture, [budget], 1n))).toMatchObject({
        kind: "denied",
        blocker: { budgetId: budget.id, scope: "key", limitNanoUsd: 1_000n, settledNanoUsd: 0n, heldNanoUsd: 1_000n },
      });
    });

    it("takes from all of a request's budgets or from none, the tightest deciding", async () => {
      const [wide, narrow] = [
        await fixture.addBudget(1_000n, { scope: "organization" }),
        await fixture.addBudget(500n),
      ];
      const request = holdOf(fixture, [wide, narrow], 400n);
      const hold = await ledger.hold(request);
      expect(hold).toMatchObject({ kind: "held", remainingNanoUsd: 100n });
      expect(await ledger.hold(holdOf(fixture, [narrow, wide], 101n))).toMatchObject({
        kind: "denied",
        blocker: { budgetId: narrow.id },
      });
      expect(await ledger.hold(holdOf(fixture, [wide], 600n))).toMatchObject({ kind: "held" });
      await ledger.settle(endOf(request, hold, { cost: 399n }));
      await ledger.flush();
      expect(await sumsOf(fixture, wide)).toEqual({ ...nothing, settled: 399n, held: 600n });
      expect(await sumsOf(fixture, narrow)).toEqual({ ...nothing, settled: 399n });
    });

    it("lets a soft budget run over, and counts by how much", async () => {
      const budget = await fixture.addBudget(100n, { mode: "soft" });
      const request = holdOf(fixture, [budget], 400n);
      const hold = await ledger.hold(request);
      expect(hold).toEqual(expect.not.objectContaining({ remainingNanoUsd: expect.anything() }));
      await ledger.settle(endOf(request, hold, { cost: 450n }));
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 450n, overrun: 50n });
    });

    it("F35 keeps counting an expired hold in full, until its late settlement", async () => {
      const budget = await fixture.addBudget(1_000n);
      const request = { ...holdOf(fixture, [budget], 400n), ttlSeconds: 0 };
      const hold = await ledger.hold(request);
      await ledger.sweep();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, unconfirmed: 400n });
      expect(await ledger.hold(holdOf(fixture, [budget], 601n))).toMatchObject({
        kind: "denied",
        blocker: { unconfirmedNanoUsd: 400n },
      });
      await ledger.settle(endOf(request, hold, { cost: 120n }));
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 120n });
    });

    it("counts what was spent without a hold, as an overrun", async () => {
      const budget = await fixture.addBudget(100n);
      const parts = [{ budgetId: budget.id, periodStart: new Date(0).toISOString() }];
      const request = holdOf(fixture, [budget], 0n);
      await ledger.settle({ ...endOf(request, undefined, { cost: 150n }), budgets: parts });
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 150n, overrun: 150n });
      expect(await ledger.hold(holdOf(fixture, [budget], 1n))).toMatchObject({ kind: "denied" });
    });

    it("obeys a limit from the moment it is lowered, and forgets a budget that is deleted", async () => {
      const budget = await fixture.addBudget(1_000_000n);
      for (let count = 0; count < 8; count++) await ledger.hold(holdOf(fixture, [budget], 10n));
      const lowered = await fixture.setLimit(budget, 85n);
      expect(await ledger.hold(holdOf(fixture, [lowered], 6n))).toMatchObject({
        kind: "denied",
        blocker: { limitNanoUsd: 85n, heldNanoUsd: 80n },
      });
      expect(await ledger.hold(holdOf(fixture, [lowered], 5n))).toMatchObject({ kind: "held", remainingNanoUsd: 0n });
      await current().prisma.budget.delete({ where: { id: budget.id } });
      expect(await ledger.hold(holdOf(fixture, [lowered], 6n))).toMatchObject({ kind: "held" });
    });

    it("F37 begins each period at 0, and settles in the period that a request was held in", async () => {
      const budget = await fixture.addBudget(1_000n, { period: "hour" });
      const request = holdOf(fixture, [budget], 900n);
      const hold = await ledger.hold(request);
      fixture.clock.advanceMs = 3_600_000;
      expect(await ledger.hold(holdOf(fixture, [budget], 1_000n))).toMatchObject({
        kind: "held",
        remainingNanoUsd: 0n,
      });
      await ledger.settle(endOf(request, hold, { cost: 800n }));
      const periods = async () => {
        await ledger.flush();
        return current().prisma.budgetPeriod.findMany({
          where: { budgetId: budget.id },
          orderBy: { periodStart: "asc" },
        });
      };
      expect(await periods()).toMatchObject([
        { settledNanoUsd: 800n, heldNanoUsd: 0n },
        { settledNanoUsd: 0n, heldNanoUsd: 1_000n },
      ]);
    });

    it("F30 survives a connection that is cut at the commit, whichever way it went", async () => {
      const cuts = { before: false, after: false };
      const wrap =
        (query: Query): Query =>
        async (text, values) => {
          if (cuts.before) throw new Error("cut before");
          const result = await query(text, values);
          if (cuts.after) throw new Error("cut after");
          return result;
        };
      const frail = await fixture.open({ mode, wrap });
      const budget = await fixture.addBudget(1_000n);
      for (const when of ["before", "after"] as const) {
        const request = holdOf(fixture, [budget], 400n);
        cuts[when] = true;
        await expect(frail.hold(request)).rejects.toMatchObject({ code: "budget_unavailable" });
        const settled = frail.settle(endOf(request, undefined, { cost: 0n }));
        await expect.poll(() => fixture.logged.some(({ event }) => event === "settle_retry")).toBe(true);
        cuts[when] = false;
        await settled;
        await frail.flush();
        expect(await sumsOf(fixture, budget)).toEqual(nothing);
        fixture.logged.length = 0;
      }
    });

    it("T6 F36 grants exactly the limit to two ledgers with 200 parallel requests each, key and organization nested", async () => {
      const other = await fixture.open({ mode });
      const organization = await fixture.addBudget(24_000n, { scope: "organization" });
      const keys = [await fixture.addBudget(9_000n), await fixture.addBudget(9_000n), await fixture.addBudget(9_000n)];
      const requests = Array.from({ length: 400 }, (_, index) => {
        const key = keys[index % 3] ?? organization;
        return holdOf(fixture, index % 2 === 0 ? [organization, key] : [key, organization], 100n);
      });
      const holds = await Promise.all(requests.map((request, index) => (index < 200 ? ledger : other).hold(request)));
      expect(grantedOf(holds)).toBe(24_000n);
      await Promise.all(
        requests.map((request, index) => settleIfHeld(index % 3 === 0 ? ledger : other, request, holds[index])),
      );
      await Promise.all([ledger.flush(), other.flush()]);
      expect(await sumsOf(fixture, organization)).toEqual({ ...nothing, settled: 24_000n });
      await expectInvariants(fixture, limitsOf([organization, ...keys]));
    });

    it("spends a budget to its last nano-dollar from two ledgers at once, whatever leases come and go", async () => {
      const other = await fixture.open({ mode });
      const budget = await fixture.addBudget(30_000n);
      const spend = async (spender: OpenLedger): Promise<number> => {
        for (let grants = 0; ; grants++) {
          const request = holdOf(fixture, [budget], 50n);
          const hold = await spender.hold(request);
          if (hold.kind === "denied") return grants;
          await spender.settle(endOf(request, hold, { cost: 50n }));
        }
      };
      const grants = await Promise.all(
        Array.from({ length: 16 }, (_, worker) => spend(worker % 2 === 0 ? ledger : other)),
      );
      expect(await hasAdmitted(fixture)).toBe(mode === "with leases");
      await Promise.all([ledger.flush(), other.flush()]);
      expect(grants.reduce((sum, count) => sum + count, 0)).toBe(600);
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 30_000n });
    });

    it("holds nothing any more once all requests have ended", async () => {
      const budget = await fixture.addBudget(10_000_000n);
      for (let round = 0; round < 5; round++) {
        const requests = Array.from({ length: 40 }, () => holdOf(fixture, [budget], 100n));
        const holds = await Promise.all(requests.map((request) => ledger.hold(request)));
        await Promise.all(requests.map((request, index) => ledger.settle(endOf(request, holds[index], { cost: 7n }))));
      }
      await ledger.flush();
      expect(await sumsOf(fixture, budget)).toEqual({ ...nothing, settled: 1_400n });
      expect(await current().prisma.hold.count({ where: { organizationId: fixture.organizationId } })).toBe(0);
    });
  });

  it("J11 writes NULs and lone surrogates as text that a database takes", async () => {
    const fixture = await openFixture(current());
    const ledger = await fixture.open();
    const request = holdOf(fixture, [], 0n);
    const fields = { requestedModel: "gpt\u0000\ud800", metadata: { "k\u0000": ["v\udc00", "\\u0000"] } };
    await ledger.settle(endOf(request, undefined, { cost: 0n, fields }));
    await ledger.flush();
    expect(await current().prisma.request.findUnique({ where: { id: request.requestId } })).toMatchObject({
      requestedModel: "gpt\ufffd\ufffd",
      metadata: { "k\ufffd": ["v\ufffd", "\\u0000"] },
    });
    await fixture.close();
  });

  it("lets one settlement that the database refuses hold up no other, and puts it whole into the log", async () => {
    const fixture = await openFixture(current());
    const ledger = await fixture.open();
    const requests = Array.from({ length: 5 }, () => holdOf(fixture, [], 0n));
    for (const [index, request] of requests.entries()) {
      await ledger.settle(endOf(request, undefined, { cost: 0n, fields: index === 2 ? { latencyMs: 1e12 } : {} }));
    }
    await ledger.flush();
    expect(await current().prisma.request.count({ where: { organizationId: fixture.organizationId } })).toBe(4);
    const [refused] = fixture.logged.filter(({ event }) => event === "settlement_refused");
    expect(JSON.parse(String(refused?.fields["row"]))).toMatchObject({ id: requests[2]?.requestId, latencyMs: 1e12 });
    await fixture.close();
  });

  it("counts durations in the same buckets as the program", async () => {
    const { rows } = await current().pool.query<{ ms: number; bucket: number }>(
      "SELECT ms, gateway_bucket(ms) AS bucket FROM generate_series(-1, 120000) AS ms",
    );
    expect(rows.filter(({ ms, bucket }) => bucket !== bucketOf(ms))).toEqual([]);
  });
});

function grantedOf(holds: readonly HoldResult[]): bigint {
  return holds.reduce((sum, hold) => sum + (hold.kind === "held" ? hold.grantedNanoUsd : 0n), 0n);
}

async function settleIfHeld(
  ledger: OpenLedger,
  request: Parameters<typeof endOf>[0],
  hold: HoldResult | undefined,
): Promise<void> {
  if (hold?.kind === "held") await ledger.settle(endOf(request, hold, { cost: request.amountNanoUsd }));
}

/** Whether any request was admitted from a lease. */
async function hasAdmitted({ folder }: LedgerFixture): Promise<boolean> {
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  return texts.some((text) => text.includes('"admitted"'));
}

function limitsOf(budgets: readonly BudgetRecord[]): ReadonlyMap<string, bigint> {
  return new Map(budgets.map(({ id, limitNanoUsd }) => [id, limitNanoUsd]));
}
