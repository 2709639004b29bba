import type { Clock } from "#lib/core/clock.ts";
import { type NanoUsd, nanoUsdFrom } from "#lib/core/money.ts";
import { GatewayError } from "../../gateway/errors.ts";
import type { BudgetState, HoldRequest, HoldResult, Ledger, Log } from "../../gateway/ports.ts";
import type { Journal, JournalMark } from "../journal/journal.ts";
import type { HoldAnswer, HoldAsk } from "./ask-holds.ts";
import { type BudgetSet, budgetSetOf, resetOf } from "./budget-set.ts";
import { admittedLine } from "./journal-entries.ts";
import type { Admitted, Leases } from "./leases.ts";

export type HoldOptions = {
  readonly clock: Clock;
  readonly log: Log;
  readonly ask: (ask: HoldAsk) => Promise<HoldAnswer>;
  /** Whether requests have ended of which the database does not know yet. */
  readonly isBehind: () => boolean;
  /** Makes the database know all that this process held and settled. */
  readonly flush: () => Promise<void>;
  /** Absent where there is no journal: what is admitted in memory only must be written down before it is dispatched. */
  readonly leasing?: Leasing;
};

export type Leasing = {
  readonly leases: Leases;
  readonly journal: Journal;
  /** Where the admissions of running requests were written. */
  readonly marks: Map<string, JournalMark>;
};

/** How long a request that does not fit waits for leases of other processes: in all, for longer than one lives. */
const waitsMs = [0, 50, 100, 200, 400, 600];

/** Holds from a lease, or else in the database. Fails closed. */
export function createHolds({ clock, log, ask, isBehind, flush, leasing }: HoldOptions): Ledger["hold"] {
  const askPatiently = async (wanted: HoldAsk): Promise<HoldAnswer> => {
    let patient: HoldAsk["patient"] = isBehind() ? "always" : "leases";
    for (const waitMs of waitsMs) {
      const answer = await ask({ ...wanted, patient });
      if (answer.outcome !== "wait") return answer;
      patient = "leases";
      await flush();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return ask(wanted);
  };

  return async (request) => {
    const nowMs = clock.nowMs();
    const budgets = budgetSetOf(request.budgets, nowMs);
    try {
      const admitted = leasing && (await admit(leasing, { request, budgets, log }));
      if (admitted) return admitted;
      const asked = askPatiently(toAsk(request, budgets));
      leasing?.leases.missed(request, budgets);
      return toResult(await asked, { request, budgets, nowMs });
    } catch (cause) {
      throw new GatewayError("budget_unavailable", { retryAfterMs: 2_000, detail: String(cause), cause });
    }
  };
}

type Wanted = { readonly request: HoldRequest; readonly budgets: BudgetSet };

async function admit(
  { leases, journal, marks }: Leasing,
  { request, budgets, log }: Wanted & { readonly log: Log },
): Promise<Admitted | undefined> {
  const admitted = leases.admit(request, budgets);
  if (!admitted) return undefined;
  try {
    marks.set(request.requestId, await journal.append(admittedLine(admitted.part)));
    return admitted;
  } catch (cause) {
    log.error("journal_failed", { cause });
    if (!leases.cancel(request.requestId)) throw cause;
    return undefined;
  }
}

function toAsk(
  { requestId, organizationId, amountNanoUsd, minimumNanoUsd, ttlSeconds }: HoldRequest,
  budgets: BudgetSet,
): HoldAsk {
  return {
    id: requestId,
    kind: "request",
    organizationId,
    amountNanoUsd,
    minimumNanoUsd,
    patient: "never",
    ttlSeconds,
    budgets,
  };
}

function toResult(answer: HoldAnswer, { request, budgets, nowMs }: Wanted & { readonly nowMs: number }): HoldResult {
  if (answer.blocker) return { kind: "denied", blocker: toState(answer.blocker, request, nowMs) };
  const remaining: { remainingNanoUsd?: NanoUsd } =
    answer.remainingNanoUsd === null ? {} : { remainingNanoUsd: nanoUsdFrom(answer.remainingNanoUsd) };
  return { kind: "held", grantedNanoUsd: nanoUsdFrom(answer.grantedNanoUsd), parts: budgets.parts, ...remaining };
}

function toState(blocker: NonNullable<HoldAnswer["blocker"]>, request: HoldRequest, nowMs: number): BudgetState {
  const budget = request.budgets.find(({ id }) => id === blocker.budgetId);
  return {
    budgetId: blocker.budgetId,
    scope: blocker.scope,
    limitNanoUsd: nanoUsdFrom(blocker.limitNanoUsd),
    settledNanoUsd: nanoUsdFrom(blocker.settledNanoUsd),
    heldNanoUsd: nanoUsdFrom(blocker.heldNanoUsd),
    unconfirmedNanoUsd: nanoUsdFrom(blocker.unconfirmedNanoUsd),
    ...(budget ? resetOf(budget, nowMs) : {}),
  };
}
