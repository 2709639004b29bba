import type { Plan, PlanFacts, Rejection } from "./plan.ts";
import { restOf, waitWords } from "./rest.ts";
import type { Target } from "./target.ts";

type Serving = Pick<Plan, "targets" | "probes" | "waitMs">;

/** A request rather waits this long than fails, where every target is limited. */
const waitMsMax = 5_000;
const none: readonly Target[] = [];

/**
 * Leaves out targets that are out for a while, and those whose credentials all are. A healthy organization passes
 * through without anything being made. At most half of the targets stay out for their failures: above that the
 * figures say more about us, or about the network, than about each of them.
 */
export function keepServing(facts: PlanFacts, targets: readonly Target[], rejected: Rejection[]): Serving {
  if (targets.every((target) => isWell(facts, target))) return { targets, probes: none, waitMs: 0 };
  const back = readmitted(facts, targets);
  const serving: Target[] = [];
  const probes: Target[] = [];
  const resting: Target[] = [];
  for (const target of targets) {
    const { connection, model } = target;
    const health = facts.health.target(target.healthKey);
    const rest = restOf(facts, target);
    if ((health?.state === "ejected" || health?.state === "probing") && !back.has(target)) {
      const reason =
        health.state === "probing"
          ? "out after failures, and a request is trying whether it is back"
          : `out after failures, ${waitWords(health.ejectedUntilMs - facts.nowMs)} longer`;
      rejected.push({ kind: "health", connection, model, reason, untilMs: health.ejectedUntilMs });
    } else if (rest) resting.push(target);
    else {
      serving.push(target);
      if (health?.state === "half-open") probes.push(target);
    }
  }
  const wait = serving.length === 0 ? lastResort(facts, resting) : { targets: none, waitMs: 0 };
  for (const target of resting) if (!wait.targets.includes(target)) rejected.push(restRejection(facts, target));
  return { targets: [...serving, ...wait.targets], probes, waitMs: wait.waitMs };
}

function isWell({ health, nowMs }: PlanFacts, target: Target): boolean {
  const known = health.target(target.healthKey);
  if (known && known.state !== "closed") return false;
  return restOf({ health, nowMs }, target) === undefined;
}

/** In the order of the plan, as many of those that are out as exceed half of all. */
function readmitted({ health }: PlanFacts, targets: readonly Target[]): ReadonlySet<Target> {
  const out = targets.filter((target) => {
    const state = health.target(target.healthKey)?.state;
    return state === "ejected" || state === "probing";
  });
  return new Set(out.slice(0, Math.max(0, out.length - Math.floor(targets.length / 2))));
}

/**
 * With nothing else left: whoever is limited for a few seconds only is waited for; else those whose keys were refused
 * or whose accounts were empty are asked once more, for it costs nothing and somebody may have seen to them.
 */
function lastResort(facts: PlanFacts, resting: readonly Target[]): Pick<Plan, "targets" | "waitMs"> {
  let soonest: { readonly target: Target; readonly waitMs: number } | undefined;
  const doubtful: Target[] = [];
  for (const target of resting) {
    const rest = restOf(facts, target);
    if (!rest) continue;
    const waitMs = rest.untilMs - facts.nowMs;
    if (rest.kind !== "limited") doubtful.push(target);
    else if (waitMs <= waitMsMax && (!soonest || waitMs < soonest.waitMs)) soonest = { target, waitMs };
  }
  if (doubtful.length > 0) return { targets: doubtful, waitMs: 0 };
  return soonest ? { targets: [soonest.target], waitMs: soonest.waitMs } : { targets: none, waitMs: 0 };
}

function restRejection(facts: PlanFacts, target: Target): Rejection {
  const { connection, model } = target;
  const rest = restOf(facts, target);
  const untilMs = rest?.untilMs ?? facts.nowMs;
  if (rest?.kind === "limited") {
    const reason = `its provider limits the rate, ${waitWords(untilMs - facts.nowMs)} longer`;
    return { kind: "limited", connection, model, reason, untilMs };
  }
  const reason = rest?.kind === "exhausted" ? "its account at the provider is exhausted" : "its keys were refused";
  return { kind: "health", connection, model, reason, untilMs };
}
