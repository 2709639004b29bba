import { nanoUsdFrom } from "#lib/core/money.ts";
import type { Prisma, PrismaClient } from "#prisma/client.ts";
import { priceFromOverride } from "../../gateway/catalog/price-override.ts";
import type { PriceState } from "../../gateway/metering/price.ts";
import type { BudgetRecord, Connection, Log, OrganizationConfig } from "../../gateway/ports.ts";
import type { RouterConfig } from "../../gateway/routing/router-config.ts";
import type { Sealer } from "../crypto/aes-sealer.ts";
import {
  budgetMode,
  budgetPeriod,
  cacheColumn,
  conditionsColumn,
  headersColumn,
  jsonObjectColumn,
  routingStrategy,
  timeoutsColumn,
} from "./columns.ts";

/** One organization as the engine needs it, at one epoch. */
export type OrganizationSnapshot = {
  readonly epoch: number;
  readonly config: OrganizationConfig;
  /** All budgets with what they limit; which of them a request counts against depends on its key. */
  readonly budgets: readonly (BudgetRecord & { readonly scopeId: string })[];
};

type SnapshotOptions = { readonly prisma: PrismaClient; readonly sealer: Sealer; readonly log: Log };

/** Reads an organization in one go; throws when it does not exist. */
export async function loadOrganization(
  { prisma, sealer, log }: SnapshotOptions,
  id: string,
): Promise<OrganizationSnapshot> {
  const [organization, overrides] = await Promise.all([
    prisma.organization.findUniqueOrThrow({
      where: { id },
      include: {
        connections: {
          include: { credentials: { orderBy: { position: "asc" } }, syncedModels: true },
          orderBy: { createdAt: "asc" },
        },
        routers: { include: { rules: { orderBy: [{ priority: "asc" }, { id: "asc" }] } } },
        budgets: true,
      },
    }),
    prisma.priceOverride.findMany({ where: { organizationId: id } }),
  ]);
  const open = openCredentials(sealer, log, organization);
  return {
    epoch: organization.epoch,
    config: {
      id,
      connections: organization.connections.map((row) => toConnection(row, open(row))),
      routers: new Map(organization.routers.map((row) => [row.id, toRouter(row)])),
      ...(organization.defaultRouterId === null ? {} : { defaultRouterId: organization.defaultRouterId }),
      allowImageFetch: organization.allowImageFetch,
      ownPrice: ownPrices(overrides),
    },
    budgets: organization.budgets.map((row) => ({
      id: row.id,
      scope: row.scope,
      scopeId: row.scopeId,
      limitNanoUsd: nanoUsdFrom(row.limitNanoUsd),
      period: budgetPeriod.parse(row.period),
      timezone: row.timezone,
      mode: budgetMode.parse(row.mode),
    })),
  };
}

type ConnectionRow = Prisma.ProviderConnectionGetPayload<{ include: { credentials: true; syncedModels: true } }>;
type RouterRow = Prisma.RouterGetPayload<{ include: { rules: true } }>;
type OverrideRow = {
  readonly provider: string;
  readonly model: string;
  readonly version: number;
  readonly fields: Prisma.JsonValue;
};

function toConnection(row: ConnectionRow, credentials: Connection["credentials"]): Connection {
  return {
    id: row.id,
    revision: String(row.updatedAt.getTime()),
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    baseUrl: row.baseUrl,
    priority: row.priority,
    enabled: row.enabled,
    headers: headersColumn.parse(row.headers),
    timeouts: timeoutsColumn.parse(row.timeouts),
    models: new Set([...row.models, ...row.syncedModels.map(({ model }) => model)]),
    credentials,
  };
}

/** A credential that cannot be opened is left out and told of: its connection then counts as one without a key. */
function openCredentials(
  sealer: Sealer,
  log: Log,
  organization: { readonly id: string; readonly wrappedDataKey: string },
) {
  return (row: ConnectionRow): Connection["credentials"] =>
    row.credentials.flatMap(({ id, sealed }) => {
      const binding = {
        organizationId: organization.id,
        connectionId: row.id,
        credentialId: id,
        kind: row.kind,
        origin: new URL(row.baseUrl).origin,
        field: "apiKey",
      };
      try {
        return [{ id, secret: sealer.open(organization.wrappedDataKey, sealed, binding) }];
      } catch (cause) {
        log.error("credential_unreadable", { credentialId: id, connectionId: row.id, cause });
        return [];
      }
    });
}

function toRouter(row: RouterRow): RouterConfig {
  return {
    id: row.id,
    slug: row.slug,
    strategy: routingStrategy.parse(row.strategy),
    ...(row.retries === null ? {} : { retries: row.retries }),
    timeouts: timeoutsColumn.parse(row.timeouts),
    cache: cacheColumn.parse(row.cache),
    fallbackOn: row.fallbackOn,
    rules: row.rules.map((rule) => ({
      id: rule.id,
      priority: rule.priority,
      models: rule.models,
      conditions: conditionsColumn.parse(rule.conditions),
      connectionId: rule.providerId,
      ...(rule.targetModel === null ? {} : { targetModel: rule.targetModel }),
      weight: rule.weight,
      ...(rule.retries === null ? {} : { retries: rule.retries }),
      timeouts: timeoutsColumn.parse(rule.timeouts),
      enabled: rule.enabled,
    })),
  };
}

function ownPrices(rows: readonly OverrideRow[]): OrganizationConfig["ownPrice"] {
  const prices = new Map<string, PriceState>();
  for (const row of rows) {
    const parsed = priceFromOverride(jsonObjectColumn.parse(row.fields), `own:${row.version}`);
    if (parsed.kind === "price") prices.set(`${row.provider}/${row.model}`, parsed.price);
  }
  return (providerKind, model) => prices.get(`${providerKind}/${model}`);
}
