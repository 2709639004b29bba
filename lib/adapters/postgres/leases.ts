import type { Clock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { addMoney, type NanoUsd, nanoUsdFrom, subtractMoney } from "#lib/core/money.ts";
import type { HoldRequest, HoldResult } from "../../gateway/ports.ts";
import type { HoldAnswer, HoldAsk } from "./ask-holds.ts";
import type { BudgetSet } from "./budget-set.ts";
import type { LeasePart } from "./journal-entries.ts";

/**
 * Slices of budgets, held in the database as one row each, from which this process admits requests in memory. What a
 * request did not use of its worst case goes back into its slice.
 */
export type Leases = {
  /** Takes the worst case of a request from a lease; nothing where there is none with room for it. */
  readonly admit: (request: HoldRequest, budgets: BudgetSet) => Admitted | undefined;
  /** Told of each request that asks the database: under pressure, the next ones get a lease. */
  readonly missed: (request: HoldRequest, budgets: BudgetSet) => void;
  /** Takes an admission back that could not be written down; false where the lease was returned meanwhile. */
  readonly cancel: (requestId: string) => boolean;
  /** Ends an admitted request: what it ends of its lease. Nothing for a request that was not admitted here. */
  readonly end: (requestId: string, costNanoUsd: NanoUsd) => LeasePart | undefined;
  /** Gives everything back that no running request needs, so that the database tells the truth about each budget. */
  readonly returnAll: () => Promise<void>;
  /** Gives back what is too old. To be called every few hundred milliseconds. */
  readonly tidy: () => Promise<void>;
};

export type Admitted = Extract<HoldResult, { readonly kind: "held" }> & { readonly part: LeasePart };

export type LeaseOptions = {
  readonly clock: Clock;
  readonly ask: (ask: HoldAsk) => Promise<HoldAnswer>;
  /** Must change nothing for a lease that was returned before. Rejects when the database is away. */
  readonly giveBack: (leases: readonly ReturnedLease[]) => Promise<void>;
};
export type ReturnedLease = {
  readonly id: string;
  /** Absent for all of it: the answer to the asking was lost, so that it may have been taken and was never used. */
  readonly leftNanoUsd?: NanoUsd;
};

type Lease = {
  readonly id: string;
  readonly budgets: BudgetSet;
  readonly sizeNanoUsd: NanoUsd;
  /** What the tightest hard budget had left beside the lease. */
  readonly besidesNanoUsd: NanoUsd | undefined;
  readonly ttlSeconds: number;
  readonly takenAtMs: number;
  leftNanoUsd: NanoUsd;
  open: boolean;
};
type Running = { readonly lease: Lease; readonly amountNanoUsd: NanoUsd };

/** Figures that other processes read are wrong by a lease, and this process's view of a budget is old, for this long at most. */
const lifeMs = 1_000;
const renewAfterMs = 750;
/** Two requests for the same budgets within this time are pressure. */
const pressureMs = 100;
/** After everything was returned, so that whoever reads the budgets next finds no new lease in them. */
const pauseMs = 100;
/** A lease is for about as many requests, and never more than this part of what is left: it is what a lost disk can cost. */
const requestsInLease = 256n;
const shareOfRemaining = 64;
const requestsInLeaseMin = 4n;
const ttlMarginSeconds = 10;

export function createLeases({ clock, ask, giveBack }: LeaseOptions): Leases {
  const open = new Map<string, Lease>();
  const running = new Map<string, Running>();
  /** Requests that have a hold of their own: asked again, they must find that one. */
  const heldElsewhere = new Set<string>();
  const asking = new Map<string, Promise<void>>();
  const lastMiss = new Map<string, number>();
  let toReturn: ReturnedLease[] = [];
  let pausedUntilMs = 0;

  const close = (lease: Lease) => {
    if (!lease.open) return;
    lease.open = false;
    if (open.get(lease.budgets.name) === lease) open.delete(lease.budgets.name);
    toReturn.push(lease);
  };

  const returnClosed = async () => {
    const leases = toReturn;
    if (leases.length === 0) return;
    toReturn = [];
    try {
      await giveBack(leases);
    } catch (error) {
      toReturn.push(...leases);
      throw error;
    }
  };

  const renew = (request: HoldRequest, budgets: BudgetSet) => {
    if (asking.has(budgets.name) || clock.nowMs() < pausedUntilMs) return;
    const wanted = leaseAsk(request, budgets);
    const asked = ask(wanted).then(
      (answer) => {
        const before = open.get(budgets.name);
        if (answer.outcome !== "held") return;
        open.set(budgets.name, toLease(answer, { request, budgets, nowMs: clock.nowMs() }));
        if (before) close(before);
      },
      // A lease is a convenience: without one, each request asks for itself, and reports what is wrong.
      () => void toReturn.push({ id: wanted.id }),
    );
    asking.set(
      budgets.name,
      asked.finally(() => asking.delete(budgets.name)),
    );
  };

  return {
    admit(request, budgets) {
      const before = running.get(request.requestId);
      if (before) return toAdmitted(request, before.lease);
      const lease = open.get(budgets.name);
      if (!lease || heldElsewhere.has(request.requestId)) return undefined;
      const ageMs = clock.nowMs() - lease.takenAtMs;
      const fits = request.amountNanoUsd <= lease.leftNanoUsd && request.ttlSeconds + 2 <= lease.ttlSeconds;
      if (!fits || ageMs > lifeMs) return undefined;
      lease.leftNanoUsd = subtractMoney(lease.leftNanoUsd, request.amountNanoUsd);
      running.set(request.requestId, { lease, amountNanoUsd: request.amountNanoUsd });
      if (ageMs > renewAfterMs || lease.leftNanoUsd * 4n < lease.sizeNanoUsd) renew(request, budgets);
      return toAdmitted(request, lease);
    },
    missed(request, budgets) {
      heldElsewhere.add(request.requestId);
      const nowMs = clock.nowMs();
      const last = lastMiss.get(budgets.name);
      lastMiss.set(budgets.name, nowMs);
      if (last !== undefined && nowMs - last < pressureMs) renew(request, budgets);
    },
    cancel(requestId) {
      const admitted = running.get(requestId);
      if (!admitted?.lease.open) return false;
      running.delete(requestId);
      admitted.lease.leftNanoUsd = addMoney(admitted.lease.leftNanoUsd, admitted.amountNanoUsd);
      return true;
    },
    end(requestId, costNanoUsd) {
      heldElsewhere.delete(requestId);
      const admitted = running.get(requestId);
      if (!admitted) return undefined;
      running.delete(requestId);
      const { lease, amountNanoUsd } = admitted;
      const used = lease.open && costNanoUsd < amountNanoUsd ? costNanoUsd : amountNanoUsd;
      lease.leftNanoUsd = addMoney(lease.leftNanoUsd, subtractMoney(amountNanoUsd, used));
      return { id: requestId, leaseId: lease.id, amountNanoUsd: used.toString() };
    },
    async returnAll() {
      pausedUntilMs = clock.nowMs() + pauseMs;
      await Promise.all(asking.values());
      for (const lease of [...open.values()]) close(lease);
      await returnClosed();
    },
    async tidy() {
      const nowMs = clock.nowMs();
      for (const lease of [...open.values()]) if (nowMs - lease.takenAtMs > lifeMs) close(lease);
      for (const [name, atMs] of lastMiss) if (nowMs - atMs > pressureMs) lastMiss.delete(name);
      await returnClosed();
    },
  };
}

function leaseAsk(request: HoldRequest, budgets: BudgetSet): HoldAsk {
  const { organizationId, amountNanoUsd, ttlSeconds } = request;
  return {
    id: newId("lea"),
    kind: "lease",
    organizationId,
    amountNanoUsd: nanoUsdFrom(amountNanoUsd * requestsInLease),
    minimumNanoUsd: nanoUsdFrom(amountNanoUsd * requestsInLeaseMin),
    share: shareOfRemaining,
    patient: "never",
    ttlSeconds: ttlSeconds + ttlMarginSeconds,
    budgets,
  };
}

type Taken = { readonly request: HoldRequest; readonly budgets: BudgetSet; readonly nowMs: number };

function toLease({ id, grantedNanoUsd, remainingNanoUsd }: HoldAnswer, { request, budgets, nowMs }: Taken): Lease {
  return {
    id,
    budgets,
    sizeNanoUsd: nanoUsdFrom(grantedNanoUsd),
    besidesNanoUsd: remainingNanoUsd === null ? undefined : nanoUsdFrom(remainingNanoUsd),
    ttlSeconds: request.ttlSeconds + ttlMarginSeconds,
    takenAtMs: nowMs,
    leftNanoUsd: nanoUsdFrom(grantedNanoUsd),
    open: true,
  };
}

function toAdmitted({ requestId, amountNanoUsd }: HoldRequest, lease: Lease): Admitted {
  const { besidesNanoUsd, leftNanoUsd, budgets, id } = lease;
  return {
    kind: "held",
    grantedNanoUsd: amountNanoUsd,
    parts: budgets.parts,
    part: { id: requestId, leaseId: id, amountNanoUsd: amountNanoUsd.toString() },
    ...(besidesNanoUsd === undefined ? {} : { remainingNanoUsd: addMoney(besidesNanoUsd, leftNanoUsd) }),
  };
}
