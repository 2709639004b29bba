import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetLogs } from "../../lib/adapters/postgres/forget-logs.ts";
import { endOf, holdOf, type LedgerFixture, openFixture, sumsOf } from "../contract/ledger-fixture.ts";
import { expectInvariants } from "../contract/ledger-invariants.ts";
import { describeEachDatabase } from "../support/databases.ts";

const dayMs = 86_400_000;

describeEachDatabase("keeping logs for as long as the organization says", (current) => {
  let fixture: LedgerFixture;

  beforeEach(async () => {
    fixture = await openFixture(current());
    await current().prisma.organization.update({
      where: { id: fixture.organizationId },
      data: { logRetentionDays: 30 },
    });
  });
  afterEach(() => fixture.close());

  it("deletes what is older, and budgets still add up", async () => {
    const budget = await fixture.addBudget(1_000n, { period: "total" });
    const ledger = await fixture.open();
    const settle = async (daysAgo: number, cost: bigint) => {
      const request = holdOf(fixture, [budget], 100n);
      const hold = await ledger.hold(request);
      const createdAtMs = Date.now() - daysAgo * dayMs;
      await ledger.settle(endOf(request, hold, { cost, fields: { createdAtMs } }));
      return request.requestId;
    };
    const old = [await settle(31, 40n), await settle(45, 20n)];
    const young = [await settle(29, 5n), await settle(0, 3n)];
    await ledger.flush();

    expect(await forgetLogs(current().pool)).toBe(2);
    const kept = await current().prisma.request.findMany({ where: { organizationId: fixture.organizationId } });
    expect(kept.map(({ id }) => id).sort()).toEqual(young.sort());
    expect(kept.map(({ id }) => id)).not.toEqual(expect.arrayContaining(old));
    expect((await sumsOf(fixture, budget)).settled).toBe(68n);
    await expectInvariants(fixture, new Map([[budget.id, 1_000n]]));
    expect(await forgetLogs(current().pool)).toBe(0);
  });
});
