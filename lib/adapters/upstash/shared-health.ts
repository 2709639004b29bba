import type { Clock } from "#lib/core/clock.ts";
import type { Log } from "../../gateway/ports.ts";
import type { CredentialRest, Health } from "../../gateway/routing/health.ts";
import { type HealthChange, memoryHealth } from "../memory/health.ts";

/** What instances tell one another: names with the time, in milliseconds since 1970, until which they hold. */
export type HealthHints = {
  readonly put: (name: string, untilMs: number) => Promise<unknown>;
  readonly remove: (name: string) => Promise<unknown>;
  /** Those that hold after this time, at most 1,000 of them. */
  readonly list: (afterMs: number) => Promise<readonly HealthHint[]>;
};
export type HealthHint = { readonly name: string; readonly untilMs: number };

export type SharedHealthOptions = {
  readonly hints: HealthHints;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (change: HealthChange) => void;
};

/** How old what is known of the others may be, and how long the store is left alone after a failure. */
const refreshMs = 2_000;
const restMs = 5_000;
const timeoutMs = 2_000;

/**
 * Health of this process with what the others found out. A request only ever reads memory: the store is asked behind
 * its back, and while it is away every instance goes by what it sees itself.
 */
export function sharedHealth({ hints, clock, log, onChange }: SharedHealthOptions): Health {
  /** What the store is known to hold: where it is missing there, another instance has seen the target recover. */
  const stored = new Map<string, number>();
  let nextMs = 0;
  let refreshing = false;

  const memory = memoryHealth(clock, (change) => {
    onChange(change);
    publish(change).catch((cause: unknown) => log.warn("shared_health_away", { cause }));
  });

  const publish = async (change: HealthChange): Promise<void> => {
    const name = nameOf(change);
    if (change.kind === "recovered") {
      stored.delete(name);
      await withinTime(hints.remove(name));
      return;
    }
    const untilMs = change.kind === "ejected" ? change.untilMs : change.rest.untilMs;
    await withinTime(hints.put(name, untilMs));
    stored.set(name, untilMs);
  };

  const refresh = async (): Promise<void> => {
    const before = new Map(stored);
    const nowMs = clock.nowMs();
    const listed = await withinTime(hints.list(nowMs));
    const names = new Set(listed.map(({ name }) => name));
    for (const hint of listed) {
      const change = changeOf(hint);
      if (change) memory.learn(change);
      stored.set(hint.name, hint.untilMs);
    }
    for (const [name, untilMs] of before) {
      if (names.has(name)) continue;
      stored.delete(name);
      const change = changeOf({ name, untilMs });
      if (untilMs > nowMs && change?.kind === "ejected") memory.learn({ kind: "recovered", key: change.key });
    }
  };

  const refreshBehind = (): void => {
    if (refreshing || clock.nowMs() < nextMs) return;
    refreshing = true;
    refresh()
      .then(() => {
        nextMs = clock.nowMs() + refreshMs;
      })
      .catch((cause: unknown) => {
        nextMs = clock.nowMs() + restMs;
        log.warn("shared_health_away", { cause });
      })
      .finally(() => {
        refreshing = false;
      });
  };

  return {
    ...memory,
    target(key) {
      refreshBehind();
      return memory.target(key);
    },
  };
}

const rests = ["limited", "exhausted", "refused"] as const satisfies readonly CredentialRest["kind"][];

function nameOf(change: HealthChange): string {
  return change.kind === "rested" ? `${change.rest.kind}|${change.key}` : `ejected|${change.key}`;
}

function changeOf({ name, untilMs }: HealthHint): HealthChange | undefined {
  const bar = name.indexOf("|");
  const kind = name.slice(0, bar);
  const key = name.slice(bar + 1);
  if (kind === "ejected") return { kind, key, untilMs };
  const rest = rests.find((known) => known === kind);
  return rest && { kind: "rested", key, rest: { kind: rest, untilMs } };
}

function withinTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the shared counters did not answer in time")), timeoutMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
