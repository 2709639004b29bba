import type { Catalog } from "../catalog/catalog.ts";
import type { Connection, OrganizationConfig, Timeouts } from "../ports.ts";
import type { Provider } from "../providers/provider.ts";
import { modelPrice } from "./model-price.ts";
import type { RouterConfig, RuleConfig } from "./router-config.ts";
import type { Target, TargetCredential } from "./target.ts";

export type TargetFacts = {
  readonly organization: OrganizationConfig;
  readonly catalog: Catalog;
  readonly connection: Connection;
  readonly provider: Provider;
  readonly model: string;
  readonly reason: string;
  readonly router?: RouterConfig;
  readonly rule?: RuleConfig;
};

const defaultTimeouts: Timeouts = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 600_000 };

/** A rule's own limits win over its router's, and those over the connection's. */
export function buildTarget(facts: TargetFacts): Target {
  const { organization, catalog, connection, provider, model, router, rule } = facts;
  const catalogModel = catalog.find(provider.catalog ?? provider.kind, model);
  return {
    connection,
    provider,
    model,
    ...(catalogModel ? { catalogModel } : {}),
    price: modelPrice(organization, provider, { model, catalogModel }),
    timeouts: { ...defaultTimeouts, ...connection.timeouts, ...router?.timeouts, ...rule?.timeouts },
    ...(rule?.retries === undefined ? {} : { retries: rule.retries }),
    healthKey: `${connection.id}@${connection.revision} ${model}`,
    credentials: credentialsOf(connection, model),
    reason: facts.reason,
  };
}

/** An edit of the connection gives its credentials another chance. */
function credentialsOf(connection: Connection, model: string): readonly TargetCredential[] {
  const { credentials, id, revision } = connection;
  if (credentials.length === 0) {
    const healthKey = `${id}@${revision}`;
    return [{ healthKey, modelHealthKey: `${healthKey} ${model}` }];
  }
  return credentials.map((credential) => {
    const healthKey = `${credential.id}@${revision}`;
    return { credential, healthKey, modelHealthKey: `${healthKey} ${model}` };
  });
}
