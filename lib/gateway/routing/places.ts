import { matchesAny } from "#lib/core/match-pattern.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Connection, OrganizationConfig } from "../ports.ts";
import { findProvider } from "../providers/registry.ts";
import { buildTarget } from "./build-target.ts";
import { offeredName, upstreamName } from "./offered-name.ts";
import type { RouterConfig, RuleConfig } from "./router-config.ts";
import type { Target } from "./target.ts";

export type ReadyPlace = { readonly kind: "ready"; readonly target: Target; readonly rule?: RuleConfig };

/** A place that a name leads to: one that could serve, or one that cannot as it is configured. */
export type Place =
  | ReadyPlace
  | {
      readonly kind: "refused";
      readonly connection?: Connection;
      readonly model: string;
      readonly rule?: RuleConfig;
      readonly reason: string;
    };

/** Where the names of models lead in one organization. */
export type Places = {
  /** Those of the rules whose patterns match, in the order of the rules. */
  readonly byRules: (router: RouterConfig, model: string) => readonly Place[];
  /** `provider/model`: that connection, then the others of its kind; else every connection that offers the model. */
  readonly byName: (model: string) => readonly Place[];
};

/** More names than these are not remembered: they are the callers' words. */
const namesMax = 2_000;

const known = new WeakMap<OrganizationConfig, { readonly catalog: Catalog; readonly places: Places }>();

/**
 * What only depends on the configuration is found once for each name and kept as long as the organization's snapshot:
 * the many requests after the first cost a look-up, whatever the number of rules, connections and catalog models.
 */
export function placesOf(organization: OrganizationConfig, catalog: Catalog): Places {
  const found = known.get(organization);
  if (found && found.catalog === catalog) return found.places;
  const places = findPlaces(organization, catalog);
  known.set(organization, { catalog, places });
  return places;
}

function findPlaces(organization: OrganizationConfig, catalog: Catalog): Places {
  const ordered = [...organization.connections].sort((left, right) => left.priority - right.priority);
  const byId = new Map(organization.connections.map((connection) => [connection.id, connection]));
  const facts: Facts = { organization, catalog, ordered, byId };
  const rules = new WeakMap<RouterConfig, (model: string) => readonly Place[]>();
  return {
    byRules(router, model) {
      let find = rules.get(router);
      if (!find) {
        find = remembered((name) => placesByRules(facts, router, name));
        rules.set(router, find);
      }
      return find(model);
    },
    byName: remembered((model) => placesByPrefix(facts, model) ?? placesByOffer(facts, model)),
  };
}

function remembered<Value>(find: (name: string) => Value): (name: string) => Value {
  const values = new Map<string, Value>();
  return (name) => {
    const value = values.get(name);
    if (value !== undefined) return value;
    const found = find(name);
    if (values.size >= namesMax) values.clear();
    values.set(name, found);
    return found;
  };
}

type Facts = {
  readonly organization: OrganizationConfig;
  readonly catalog: Catalog;
  /** By ascending priority. */
  readonly ordered: readonly Connection[];
  readonly byId: ReadonlyMap<string, Connection>;
};

function placesByRules(facts: Facts, router: RouterConfig, model: string): readonly Place[] {
  return router.rules
    .filter((rule) => rule.enabled && matchesAny(model, rule.models))
    .map((rule): Place => {
      const connection = facts.byId.get(rule.connectionId);
      const wanted = rule.targetModel ?? model;
      if (!connection) {
        return { kind: "refused", model: wanted, rule, reason: "its rule points at a provider that is gone" };
      }
      return placeAt(facts, connection, {
        model: upstreamName(facts.catalog, connection, wanted),
        reason: `rule with priority ${rule.priority}`,
        router,
        rule,
      });
    });
}

/** `provider/model`: that connection, then the others of its kind by priority. */
function placesByPrefix(facts: Facts, name: string): readonly Place[] | undefined {
  const slash = name.indexOf("/");
  if (slash <= 0) return undefined;
  const prefix = name.slice(0, slash);
  const model = name.slice(slash + 1);
  const named = facts.ordered.find((connection) => connection.slug === prefix);
  const kind = named?.kind ?? prefix;
  const others = facts.ordered.filter((connection) => connection.kind === kind && connection !== named);
  const connections = [...(named ? [named] : []), ...others];
  if (connections.length === 0) return undefined;
  return connections.map((connection) =>
    placeAt(facts, connection, {
      model: upstreamName(facts.catalog, connection, model),
      reason: connection === named ? `named by '${prefix}/'` : `another provider of the kind '${kind}'`,
    }),
  );
}

function placesByOffer(facts: Facts, name: string): readonly Place[] {
  return facts.ordered.flatMap((connection) => {
    const model = offeredName(facts.catalog, connection, name);
    if (model === undefined) return [];
    return [placeAt(facts, connection, { model, reason: `offers the model, priority ${connection.priority}` })];
  });
}

type Found = {
  readonly model: string;
  readonly reason: string;
  readonly router?: RouterConfig;
  readonly rule?: RuleConfig;
};

function placeAt({ organization, catalog }: Facts, connection: Connection, found: Found): Place {
  const { model, rule } = found;
  const provider = findProvider(connection.kind);
  const refuse = (reason: string): Place => ({ kind: "refused", connection, model, ...(rule ? { rule } : {}), reason });
  if (!provider) return refuse("this kind of provider is not known");
  if (!connection.enabled) return refuse("the provider is disabled");
  if (provider.auth.required && connection.credentials.length === 0) return refuse("the provider has no key");
  const target = buildTarget({ organization, catalog, connection, provider, ...found });
  return { kind: "ready", target, ...(rule ? { rule } : {}) };
}
