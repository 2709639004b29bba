import type pg from "pg";
import type { NanoUsd } from "#lib/core/money.ts";
import { createBatcher } from "./batcher.ts";
import type { BudgetSet } from "./budget-set.ts";

/** What asks the database for money: a request, or this process for a lease. */
export type HoldAsk = {
  readonly id: string;
  readonly kind: "request" | "lease";
  readonly organizationId: string;
  readonly amountNanoUsd: NanoUsd;
  /** Taken instead, up to what is left, where the whole amount does not fit. */
  readonly minimumNanoUsd: NanoUsd;
  /** Takes at most one part in so many of what is left. */
  readonly share?: number;
  /** When to be told to wait, rather than to be refused or cut down: while a lease may come back, or in any case. */
  readonly patient: "never" | "leases" | "always";
  readonly ttlSeconds: number;
  readonly budgets: BudgetSet;
};

/** One row of `gateway_hold`. */
export type HoldAnswer = {
  readonly id: string;
  readonly outcome: "held" | "denied" | "duplicate" | "wait";
  readonly grantedNanoUsd: string;
  /** On the tightest hard budget after it; absent when all are soft. */
  readonly remainingNanoUsd: string | null;
  /** The budget that refused. */
  readonly blocker: {
    readonly budgetId: string;
    readonly scope: string;
    readonly limitNanoUsd: string;
    readonly settledNanoUsd: string;
    readonly heldNanoUsd: string;
    readonly unconfirmedNanoUsd: string;
  } | null;
};

const batchMax = 64;

/** Those who ask together share one statement. */
export function holdAsker(pool: pg.Pool, bootId: string): (ask: HoldAsk) => Promise<HoldAnswer> {
  const batcher = createBatcher<HoldAsk, HoldAnswer>(
    async (asks) => {
      // Who asks twice at once asks once.
      const unique = new Map(asks.map((ask) => [ask.id, ask]));
      const text = toJson([...unique.values()], bootId);
      const { rows } = await pool.query<HoldAnswer>("SELECT * FROM gateway_hold($1::json)", [text]);
      const answers = new Map(rows.map((row) => [row.id, row]));
      return asks.map(({ id }) => answers.get(id)).filter((answer) => answer !== undefined);
    },
    { batchMax },
  );
  return batcher.run;
}

function toJson(asks: readonly HoldAsk[], bootId: string): string {
  const requests = asks.map(({ budgets, amountNanoUsd, minimumNanoUsd, ...ask }) => ({
    ...ask,
    amountNanoUsd: amountNanoUsd.toString(),
    minimumNanoUsd: minimumNanoUsd.toString(),
    bootId,
    budgetIds: budgets.budgetIds,
    periodStarts: budgets.periodStarts,
  }));
  return JSON.stringify(requests);
}
