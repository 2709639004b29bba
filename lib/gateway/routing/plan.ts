import type { NanoUsd } from "#lib/core/money.ts";
import type { Random } from "#lib/core/random.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Connection, GatewayKey, OrganizationConfig } from "../ports.ts";
import { isRelayName } from "../relays/relay.ts";
import { unfitFor } from "./endpoint-fit.ts";
import type { Health } from "./health.ts";
import { atCeilingPrice } from "./model-price.ts";
import { orderByRules, type RankedPlace, rankWords } from "./order-by-rules.ts";
import { type Place, placesOf, type ReadyPlace } from "./places.ts";
import { unmetNeed } from "./request-needs.ts";
import type { RouterCache, RouterConfig } from "./router-config.ts";
import { type ModelRequest, unmetCondition } from "./rule-conditions.ts";
import { keepServing } from "./serving-targets.ts";
import type { Target } from "./target.ts";

export type { Target } from "./target.ts";

/** `limited`: until a time that is known. */
export type RejectionKind = "condition" | "endpoint" | "configuration" | "price" | "capability" | "health" | "limited";

export type Rejection = {
  readonly kind: RejectionKind;
  readonly connection?: Connection;
  readonly model: string;
  readonly reason: string;
  /** When it may serve again, in milliseconds since 1970. */
  readonly untilMs?: number;
};

/** The order in which targets are tried, and why the others are not. */
export type Plan = {
  readonly targets: readonly Target[];
  /** Why each target stands where it stands, in words for people: only made when asked. */
  readonly reasonOf: (target: Target) => string;
  readonly rejected: readonly Rejection[];
  /** How many attempts one request may take in total, over all targets and credentials. */
  readonly attemptsMax: number;
  /** Those that were out and may be tried by one request, to see whether they are back. */
  readonly probes: readonly Target[];
  /** To wait before the first attempt, where the only targets are limited for a short while longer. */
  readonly waitMs: number;
  /** The router's list of failures that move on; empty: all that another target may survive. */
  readonly fallbackOn: readonly string[];
  /** The caller named other models to take: refusals of content then move on to those, too. */
  readonly callersList: boolean;
  /** What the router says of keeping replies. */
  readonly cache?: RouterCache | undefined;
};

export type PlanFacts = {
  readonly request: ModelRequest;
  readonly organization: OrganizationConfig;
  /** The key's router, or the organization's default one. */
  readonly router?: RouterConfig;
  readonly catalog: Catalog;
  readonly health: Pick<Health, "target" | "credential">;
  readonly nowMs: number;
  readonly random: Random;
  /** What the key says of models without a price. */
  readonly unknownPrice: GatewayKey["unknownPrice"];
  /** The most that this request can cost at a target; `undefined` where there is no price. */
  readonly worstCase: (target: Target) => NanoUsd | undefined;
};

const defaultAttempts = 3;

/**
 * Which targets may serve a request, in order, and why the others may not: the router's rules where one matches; else
 * the connection that a `provider/model` names; else every connection that offers the model. Pure: the same facts
 * give the same plan. What only depends on the configuration is remembered with it.
 */
export function planTargets(facts: PlanFacts): Plan {
  const rejected: Rejection[] = [];
  const ranked: RankedPlace[] = [];
  const found = new Map<string, Target>();
  for (const model of facts.request.models) {
    for (const target of targetsOf(facts, model, { rejected, ranked })) {
      if (!found.has(target.healthKey)) found.set(target.healthKey, target);
    }
  }
  const capable = keepCapable(facts, keepPriced(facts, [...found.values()], rejected), rejected);
  const serving = keepServing(facts, capable, rejected);
  return {
    ...serving,
    reasonOf: (target) => rankWords(ranked, target) ?? target.reason,
    rejected,
    attemptsMax: attemptsMax(facts.router, serving.targets),
    fallbackOn: facts.router?.fallbackOn ?? [],
    callersList: facts.request.models.length > 1,
    cache: facts.router?.cache,
  };
}

type Notes = { readonly rejected: Rejection[]; readonly ranked: RankedPlace[] };

/** A router with a matching rule decides alone, even when none of its targets can serve. */
function targetsOf(facts: PlanFacts, model: string, notes: Notes): readonly Target[] {
  const places = placesOf(facts.organization, facts.catalog);
  if (facts.router) {
    const matching = places.byRules(facts.router, model).filter((place) => meetsConditions(facts, place, notes));
    if (matching.length > 0) {
      const ordered = orderByRules(facts, facts.router.strategy, readyOf(facts, matching, notes));
      notes.ranked.push(...ordered);
      return ordered.map(({ target }) => target);
    }
  }
  return readyOf(facts, places.byName(model), notes).map(({ target }) => target);
}

function meetsConditions({ request }: PlanFacts, place: Place, { rejected }: Notes): boolean {
  const unmet = place.rule ? unmetCondition(place.rule.conditions, request) : undefined;
  if (unmet === undefined) return true;
  rejected.push({ kind: "condition", ...placeNames(place), reason: unmet });
  return false;
}

/** The places that can serve the endpoint at all. */
function readyOf({ request }: PlanFacts, places: readonly Place[], { rejected }: Notes): readonly ReadyPlace[] {
  const ready: ReadyPlace[] = [];
  for (const place of places) {
    const unfit = place.kind === "ready" ? unfitFor(request.endpoint, place.target) : undefined;
    if (place.kind === "refused") {
      rejected.push({ kind: "configuration", ...placeNames(place), reason: place.reason });
    } else if (unfit) rejected.push({ kind: "endpoint", ...placeNames(place), reason: unfit });
    else ready.push(place);
  }
  return ready;
}

function placeNames(place: Place): Pick<Rejection, "connection" | "model"> {
  if (place.kind === "ready") return { connection: place.target.connection, model: place.target.model };
  return { ...(place.connection ? { connection: place.connection } : {}), model: place.model };
}

function keepPriced(facts: PlanFacts, targets: readonly Target[], rejected: Rejection[]): readonly Target[] {
  const { unknownPrice, catalog } = facts;
  if (unknownPrice === "allow" || targets.every(({ price }) => price.kind !== "unknown")) return targets;
  if (unknownPrice === "ceiling") return targets.map((target) => atCeilingPrice(catalog, target));
  return targets.filter(({ price, connection, model }) => {
    if (price.kind !== "unknown") return true;
    rejected.push({ kind: "price", connection, model, reason: "the model has no known price" });
    return false;
  });
}

/**
 * Leaves out what the catalog says cannot serve this request. Where that would leave nothing it stands back: the
 * catalog may be out of date, and the provider's own answer tells the caller more.
 */
function keepCapable({ request }: PlanFacts, targets: readonly Target[], rejected: Rejection[]): readonly Target[] {
  // The inputs of a relayed endpoint are limited one by one, and only the provider can count them.
  if (isRelayName(request.endpoint)) return targets;
  const unmet = targets.map(({ catalogModel }) => unmetNeed(request.needs, catalogModel));
  if (unmet.every((reason) => reason === undefined) || !unmet.includes(undefined)) return targets;
  return targets.filter(({ connection, model }, index) => {
    const reason = unmet[index];
    if (reason !== undefined) rejected.push({ kind: "capability", connection, model, reason });
    return reason === undefined;
  });
}

/**
 * Three in all where nothing is said. A router's own figure limits what is asked again: each target keeps its first
 * attempt. What a rule allows its own target comes on top: it takes no attempt away from the others.
 */
function attemptsMax(router: RouterConfig | undefined, targets: readonly Target[]): number {
  let attempts = router?.retries === undefined ? defaultAttempts : targets.length + router.retries;
  for (const target of targets) attempts += target.retries ?? 0;
  return attempts;
}
