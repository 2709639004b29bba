import { describe, expect, it } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { type Mode, modes, openFixture } from "./ledger-fixture.ts";
import { actualSums, disturbing, expectedSums, type History, openHistory, operations, step } from "./ledger-history.ts";
import { expectInvariants, expectReceipts } from "./ledger-invariants.ts";

/** `LEDGER_STEPS=10000` for the long run; `LEDGER_SEED` repeats one that failed. */
const steps = Number(process.env["LEDGER_STEPS"] ?? 1_000);
const seed = Number(process.env["LEDGER_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** A history of its own organization: what is looked at after every step must not grow with the run. */
const historySteps = 250;
const flushEvery = 100;
const workers = 8;

describeEachDatabase("the ledger's books", (current) => {
  describe.each(modes)("%s", (mode) => {
    it(`are right after each of ${steps} operations, kills included (seed ${seed})`, { timeout: 900_000 }, async () => {
      for (let done = 0; done < steps; done += historySteps) {
        const fixture = await openFixture(current());
        await workAlone(await openHistory(fixture, [await fixture.open({ mode })], seed + done), mode);
        await fixture.close();
      }
    });

    it(`are right when ${workers} workers and two ledgers come to rest (seed ${seed})`, {
      timeout: 900_000,
    }, async () => {
      const fixture = await openFixture(current());
      const ledgers = [await fixture.open({ mode }), await fixture.open({ mode })];
      const history = await openHistory(fixture, ledgers, seed);
      const work = async () => {
        for (let count = 0; count < steps / workers; count++) await step(history, operations);
      };
      await Promise.all(Array.from({ length: workers }, work));
      await expectBooks(history);
      await fixture.close();
    });
  });
});

async function workAlone(history: History, mode: Mode): Promise<void> {
  // Without a journal a process that dies takes what it admitted along; its holds expire.
  const drawn = mode === "with leases" ? disturbing : disturbing.slice(0, -1);
  for (let count = 1; count <= historySteps; count++) {
    await step(history, drawn);
    await expectInvariants(history.fixture, history.highest);
    if (count % flushEvery === 0 || count === historySteps) await expectBooks(history);
  }
}

/** That the database, once it knows everything, says what was done. */
async function expectBooks(history: History): Promise<void> {
  await Promise.all(history.ledgers.map((ledger) => ledger.flush()));
  await expectInvariants(history.fixture, history.highest);
  await expectReceipts(history.fixture);
  expect(withoutZeros(await actualSums(history))).toEqual(withoutZeros(expectedSums(history)));
}

function withoutZeros(sums: ReadonlyMap<string, readonly bigint[]>): Record<string, readonly bigint[]> {
  return Object.fromEntries([...sums].filter(([, sum]) => sum.some((amount) => amount !== 0n)).sort());
}
