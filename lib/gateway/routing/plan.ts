import { matchesAny } from "#lib/core/match-pattern.ts";
import type { Random } from "#lib/core/random.ts";
import type { Catalog, CatalogModel } from "../catalog/catalog.ts";
import type { PriceState } from "../metering/price.ts";
import type { Connection, OrganizationConfig, RouterConfig, RuleConfig, Timeouts } from "../ports.ts";
import type { Provider } from "../providers/provider.ts";
import { findProvider } from "../providers/registry.ts";
import { type ModelRequest, unmetCondition } from "./rule-conditions.ts";

/** One place where a request may be served. */
export type Target = {
  readonly connection: Connection;
  readonly provider: Provider;
  /** The provider's own name of the model. */
  readonly model: string;
  readonly catalogModel?: CatalogModel;
  readonly price: PriceState;
  readonly timeouts: Timeouts;
  /** Why it stands where it stands, in words for people. */
  readonly reason: string;
};

export type Rejection = { readonly connection?: Connection; readonly model: string; readonly reason: string };

/** The order in which targets are tried, and why the others are not. */
export type Plan = {
  readonly targets: readonly Target[];
  readonly rejected: readonly Rejection[];
  /** How many attempts one request may take in total, over all targets and credentials. */
  readonly attemptsMax: number;
};

export type PlanFacts = {
  readonly request: ModelRequest;
  readonly organization: OrganizationConfig;
  /** The key's router, or the organization's default one. */
  readonly router?: RouterConfig;
  readonly catalog: Catalog;
  readonly random: Random;
};

const defaultTimeouts: Timeouts = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 600_000 };

const defaultRetries = 2;

/**
 * Which targets may serve a request, in order: the router's rules where one matches; else the connection that a
 * `provider/model` names; else every connection that offers the model. Pure: the same facts give the same plan.
 */
export function planTargets(facts: PlanFacts): Plan {
  const rejected: Rejection[] = [];
  const places = placesOf(facts, rejected);
  const targets: Target[] = [];
  for (const place of places) {
    const provider = findProvider(place.connection.kind);
    if (!provider) rejected.push({ ...place, reason: "this kind of provider is not known" });
    else if (!place.connection.enabled) rejected.push({ ...place, reason: "the provider is disabled" });
    else if (provider.auth.required && place.connection.credentials.length === 0) {
      rejected.push({ ...place, reason: "the provider has no key" });
    } else targets.push(targetOf(facts, place, provider));
  }
  return { targets, rejected, attemptsMax: 1 + (facts.router?.retries ?? defaultRetries) };
}

type Place = {
  readonly connection: Connection;
  readonly model: string;
  readonly reason: string;
  readonly rule?: RuleConfig;
};

function placesOf(facts: PlanFacts, rejected: Rejection[]): readonly Place[] {
  const byRules = facts.router ? placesByRules(facts, facts.router, rejected) : undefined;
  return byRules ?? placesByName(facts) ?? placesByOffer(facts);
}

/** A router with a matching rule decides alone, even when none of its targets can serve. */
function placesByRules(facts: PlanFacts, router: RouterConfig, rejected: Rejection[]): readonly Place[] | undefined {
  const byId = new Map(facts.organization.connections.map((connection) => [connection.id, connection]));
  const matching: Place[] = [];
  const rules = router.rules.filter((rule) => rule.enabled && matchesAny(facts.request.model, rule.models));
  for (const rule of rules) {
    const connection = byId.get(rule.connectionId);
    const unmet = unmetCondition(rule.conditions, facts.request);
    const model = rule.targetModel ?? facts.request.model;
    if (!connection) rejected.push({ model, reason: "its rule points at a provider that is gone" });
    else if (unmet) rejected.push({ connection, model, reason: unmet });
    else {
      const place = { connection, model: upstreamName(facts.catalog, connection, model), rule };
      matching.push({ ...place, reason: `rule with priority ${rule.priority}` });
    }
  }
  return matching.length === 0 ? undefined : orderByPriority(matching, facts.random);
}

/** Ascending priority; equal priorities share by weight, drawn anew for every request. */
function orderByPriority(places: readonly Place[], random: Random): readonly Place[] {
  const drawn = places.map((place) => {
    const weight = place.rule?.weight ?? 1;
    return {
      place,
      priority: place.rule?.priority ?? 0,
      draw: weight > 0 ? -Math.log(1 - random()) / weight : Number.POSITIVE_INFINITY,
    };
  });
  drawn.sort((left, right) => left.priority - right.priority || left.draw - right.draw);
  return drawn.map(({ place }) => place);
}

/** `provider/model`: that connection, then the others of its kind by priority. */
function placesByName(facts: PlanFacts): readonly Place[] | undefined {
  const slash = facts.request.model.indexOf("/");
  if (slash <= 0) return undefined;
  const prefix = facts.request.model.slice(0, slash);
  const model = facts.request.model.slice(slash + 1);
  const ordered = byPriority(facts.organization.connections);
  const named = ordered.find((connection) => connection.slug === prefix);
  const kind = named?.kind ?? prefix;
  const others = ordered.filter((connection) => connection.kind === kind && connection !== named);
  const places = [...(named ? [named] : []), ...others];
  if (places.length === 0) return undefined;
  return places.map((connection) => ({
    connection,
    model: upstreamName(facts.catalog, connection, model),
    reason: connection === named ? `named by '${prefix}/'` : `another provider of the kind '${kind}'`,
  }));
}

function placesByOffer(facts: PlanFacts): readonly Place[] {
  return byPriority(facts.organization.connections).flatMap((connection) => {
    const model = offeredName(facts.catalog, connection, facts.request.model);
    return model === undefined
      ? []
      : [{ connection, model, reason: `offers the model, priority ${connection.priority}` }];
  });
}

/** The provider's name of a model where the connection offers it: by its own list or by the catalog. */
export function offeredName(catalog: Catalog, connection: Connection, model: string): string | undefined {
  if (connection.models.has(model)) return model;
  const offered = catalog.offers(catalogKind(connection.kind), model)?.id;
  if (offered === undefined) return undefined;
  return connection.models.size === 0 || connection.models.has(offered) ? offered : undefined;
}

export function upstreamName(catalog: Catalog, connection: Connection, model: string): string {
  return offeredName(catalog, connection, model) ?? model;
}

function targetOf(facts: PlanFacts, place: Place, provider: Provider): Target {
  const catalogModel = facts.catalog.find(catalogKind(provider.kind), place.model);
  return {
    connection: place.connection,
    provider,
    model: place.model,
    ...(catalogModel ? { catalogModel } : {}),
    price: facts.organization.ownPrice(provider.kind, place.model) ?? listedPrice(provider, catalogModel),
    timeouts: { ...defaultTimeouts, ...place.connection.timeouts, ...facts.router?.timeouts, ...place.rule?.timeouts },
    reason: place.reason,
  };
}

function listedPrice(provider: Provider, catalogModel: CatalogModel | undefined): PriceState {
  if (catalogModel) return catalogModel.price;
  return provider.freeUnlessListed ? { kind: "free", version: provider.kind } : { kind: "unknown" };
}

function catalogKind(kind: string): string {
  return findProvider(kind)?.catalog ?? kind;
}

function byPriority(connections: readonly Connection[]): readonly Connection[] {
  return [...connections].sort((left, right) => left.priority - right.priority);
}
