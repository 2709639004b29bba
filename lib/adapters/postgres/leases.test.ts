import { beforeEach, describe, expect, it } from "vitest";
import { nanoUsdFrom } from "#lib/core/money.ts";
import type { BudgetRecord, HoldRequest } from "../../gateway/ports.ts";
import type { HoldAnswer, HoldAsk } from "./ask-holds.ts";
import { budgetSetOf } from "./budget-set.ts";
import { createLeases, type Leases, type ReturnedLease } from "./leases.ts";

const budget: BudgetRecord = {
  id: "bud_1",
  scope: "key",
  limitNanoUsd: nanoUsdFrom(1_000_000),
  period: "total",
  timezone: "UTC",
  mode: "hard",
};
const budgets = budgetSetOf([budget], 0);

describe("leases", () => {
  let nowMs = 0;
  let asked: HoldAsk[] = [];
  let returned: ReturnedLease[] = [];
  let answerTo: (ask: HoldAsk) => Promise<HoldAnswer>;
  let leases: Leases;
  let count = 0;

  beforeEach(() => {
    nowMs = 1_000;
    asked = [];
    returned = [];
    answerTo = async (ask) => granted(ask, ask.amountNanoUsd);
    leases = createLeases({
      clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
      ask(ask) {
        asked.push(ask);
        return answerTo(ask);
      },
      giveBack: async (some) =>
        void returned.push(
          ...some.map(({ id, leftNanoUsd }) => ({ id, ...(leftNanoUsd !== undefined && { leftNanoUsd }) })),
        ),
    });
  });

  /** Two misses at once are pressure; afterwards there is a lease of 256 times the amount. */
  const press = async (amount = 10) => {
    for (let misses = 0; misses < 2; misses++) leases.missed(request(amount), budgets);
    await Promise.resolve();
  };
  const request = (amount: number): HoldRequest => ({
    requestId: `req_${++count}`,
    organizationId: "org_1",
    budgets: [budget],
    amountNanoUsd: nanoUsdFrom(amount),
    minimumNanoUsd: nanoUsdFrom(amount),
    ttlSeconds: 60,
  });
  const admit = (amount = 10) => leases.admit(request(amount), budgets);

  it("are taken under pressure only", async () => {
    leases.missed(request(10), budgets);
    nowMs += 200;
    leases.missed(request(10), budgets);
    expect(asked).toEqual([]);
    leases.missed(request(10), budgets);
    expect(asked).toMatchObject([
      { kind: "lease", amountNanoUsd: 2_560n, minimumNanoUsd: 40n, share: 64, ttlSeconds: 70 },
    ]);
  });

  it("admit in memory what fits, and say what is left of the budget", async () => {
    expect(admit()).toBeUndefined();
    await press();
    expect(admit()).toMatchObject({
      kind: "held",
      grantedNanoUsd: 10n,
      remainingNanoUsd: 5_000n + 2_550n,
      part: { amountNanoUsd: "10" },
    });
    expect(admit(2_551)).toBeUndefined();
    expect(admit(2_550)).toMatchObject({ remainingNanoUsd: 5_000n });
  });

  it("take back what a request did not use, and end only what it did", async () => {
    await press();
    const big = admit(2_560);
    expect(leases.end(big?.part.id ?? "", nanoUsdFrom(60))).toMatchObject({ amountNanoUsd: "60" });
    expect(admit(2_500)).toBeDefined();
    expect(leases.end("req_unknown", nanoUsdFrom(1))).toBeUndefined();
  });

  it("are given back without what running requests hold, which end in full afterwards", async () => {
    await press();
    const running = admit(100);
    await leases.returnAll();
    expect(returned).toEqual([{ id: running?.part.leaseId, leftNanoUsd: 2_460n }]);
    expect(leases.end(running?.part.id ?? "", nanoUsdFrom(7))).toMatchObject({ amountNanoUsd: "100" });
    await leases.returnAll();
    expect(returned).toHaveLength(1);
  });

  it("are not taken for a moment after all were given back, so that whoever reads next sees none", async () => {
    await press();
    await leases.returnAll();
    await press();
    expect(asked).toHaveLength(1);
    nowMs += 150;
    await press();
    expect(asked).toHaveLength(2);
  });

  it("live for a second: renewed ahead under use, given back without", async () => {
    await press();
    nowMs += 800;
    const [first] = asked;
    expect(admit()?.part.leaseId).toBe(first?.id);
    await Promise.resolve();
    expect(admit()?.part.leaseId).toBe(asked[1]?.id);
    await leases.tidy();
    expect(returned).toMatchObject([{ id: first?.id, leftNanoUsd: 2_550n }]);
    nowMs += 1_001;
    expect(admit()).toBeUndefined();
    await leases.tidy();
    expect(returned).toMatchObject([{ id: first?.id }, { id: asked[1]?.id, leftNanoUsd: 2_550n }]);
  });

  it("are renewed when little of them is left", async () => {
    await press();
    admit(1_900);
    expect(asked).toHaveLength(1);
    admit(30);
    expect(asked).toHaveLength(2);
  });

  it("do not admit a request that may outlive them", async () => {
    await press();
    expect(leases.admit({ ...request(10), ttlSeconds: 69 }, budgets)).toBeUndefined();
  });

  it("that may have been taken, though the answer was lost, are given back whole", async () => {
    answerTo = () => Promise.reject(new Error("connection lost"));
    await press();
    await leases.returnAll();
    expect(returned).toEqual([{ id: asked[0]?.id }]);
  });

  it("are given back later when the database is away", async () => {
    const broken = createLeases({
      clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
      ask: async (ask) => granted(ask, ask.amountNanoUsd),
      giveBack: async (some) => {
        if (returned.length === 0 && nowMs === 1_000) throw new Error("away");
        returned.push(...some);
      },
    });
    for (let misses = 0; misses < 2; misses++) broken.missed(request(10), budgets);
    await expect(broken.returnAll()).rejects.toThrow("away");
    nowMs += 1;
    await broken.tidy();
    expect(returned).toHaveLength(1);
  });

  it("give the same answer to a request that asks again, and none to one that is held elsewhere", async () => {
    await press();
    const again = request(10);
    expect(leases.admit(again, budgets)).toMatchObject({ remainingNanoUsd: 7_550n });
    expect(leases.admit(again, budgets)).toMatchObject({ remainingNanoUsd: 7_550n });
    const elsewhere = request(10);
    leases.missed(elsewhere, budgets);
    expect(leases.admit(elsewhere, budgets)).toBeUndefined();
  });

  it("forget an admission that could not be written down, unless they are already given back", async () => {
    await press();
    const first = admit(2_560);
    expect(leases.cancel(first?.part.id ?? "")).toBe(true);
    const second = admit(2_560);
    await leases.returnAll();
    expect(leases.cancel(second?.part.id ?? "")).toBe(false);
    expect(leases.end(second?.part.id ?? "", nanoUsdFrom(0))).toMatchObject({ amountNanoUsd: "2560" });
  });
});

function granted(ask: HoldAsk, amount: bigint): HoldAnswer {
  return { id: ask.id, outcome: "held", grantedNanoUsd: amount.toString(), remainingNanoUsd: "5000", blocker: null };
}
