import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { parseUsd } from "#lib/core/money.ts";
import { Secret } from "#lib/core/secret.ts";
import type { Env } from "#lib/env.ts";
import type { Prisma } from "#prisma/client.ts";
import { hmacKeyHasher } from "../../lib/adapters/crypto/hmac-key-hasher.ts";
import { loadSecrets } from "../../lib/db/secrets.ts";
import { type Container, openContainer } from "../../lib/server/container.ts";
import { nodeDoor } from "../../lib/server/node-door.ts";
import type { TestDatabase } from "./databases.ts";

/** The engine behind its Node door on a port of its own, over a test's database. */
export type TestGateway = {
  readonly container: Container;
  readonly url: string;
  readonly organizationId: string;
  readonly addConnection: (connection: TestConnection) => Promise<{ readonly id: string; readonly slug: string }>;
  readonly addRouter: (rules: readonly TestRule[], fields?: TestRouter) => Promise<string>;
  /** Saves a connection as it is: what was learned of its health does not outlive an edit. */
  readonly touchConnection: (id: string) => Promise<void>;
  readonly addKey: (
    key?: TestKey,
  ) => Promise<{ readonly id: string; readonly key: string; readonly budgetId: string | undefined }>;
  /** POST /v1/chat/completions */
  readonly chat: (key: string, body: object, headers?: Record<string, string>) => Promise<Response>;
  readonly close: () => Promise<void>;
};

export type TestConnection = {
  readonly slug: string;
  readonly kind?: string;
  readonly baseUrl: string;
  readonly apiKeys?: readonly string[];
  readonly priority?: number;
  readonly enabled?: boolean;
  readonly models?: readonly string[];
  readonly timeouts?: Prisma.InputJsonObject;
  readonly headers?: Prisma.InputJsonObject;
};
export type TestRule = {
  readonly models: readonly string[];
  readonly providerId: string;
  readonly priority?: number;
  readonly weight?: number;
  readonly targetModel?: string;
  readonly conditions?: Prisma.InputJsonObject;
  readonly retries?: number;
  readonly timeouts?: Prisma.InputJsonObject;
};
export type TestRouter = {
  readonly strategy?: string;
  readonly retries?: number;
  readonly fallbackOn?: string[];
  readonly cache?: Prisma.InputJsonObject;
};
export type TestKey = Partial<Omit<Prisma.GatewayKeyUncheckedCreateInput, "id" | "organizationId" | "keyHash">> & {
  readonly budgetUsd?: string;
};

export async function startTestGateway({ env, ...database }: TestDatabase): Promise<TestGateway> {
  const environment: Env = { ...env, upstreams: { allowPrivate: true }, server: { ...env.server, logLevel: "silent" } };
  const container = await openContainer(environment, database);
  const { prisma } = container.db;
  const { sealer } = container.management;
  const secrets = await loadSecrets(environment);
  const hash = hmacKeyHasher(secrets.keyPepper);
  const organizationId = newId("org");
  const wrappedDataKey = sealer.newDataKey(organizationId);
  await prisma.organization.create({
    data: { id: organizationId, slug: organizationId.toLowerCase(), name: "Test", wrappedDataKey },
  });
  const changed = async () => {
    await prisma.organization.update({ where: { id: organizationId }, data: { epoch: { increment: 1 } } });
    await container.management.changed(organizationId);
  };

  const server = createServer(nodeDoor({ gateway: container.gateway, trustedProxies: 0 }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    container,
    url,
    organizationId,
    async addConnection({
      slug,
      kind = "openai",
      baseUrl,
      apiKeys = ["sk-test-000000000000"],
      priority = 100,
      enabled = true,
      models = [],
      timeouts = {},
      headers = {},
    }) {
      const id = newId("con");
      const credentials = apiKeys.map((apiKey, position) => {
        const credentialId = newId("crd");
        const binding = {
          organizationId,
          connectionId: id,
          credentialId,
          kind,
          origin: new URL(baseUrl).origin,
          field: "apiKey",
        };
        return {
          id: credentialId,
          position,
          hint: apiKey.slice(-4),
          sealed: sealer.seal(wrappedDataKey, new Secret(apiKey), binding),
        };
      });
      await prisma.providerConnection.create({
        data: {
          id,
          organizationId,
          slug,
          name: slug,
          kind,
          baseUrl,
          priority,
          enabled,
          models: [...models],
          timeouts,
          headers,
          credentials: { create: credentials },
        },
      });
      await changed();
      return { id, slug };
    },
    async touchConnection(id) {
      const { updatedAt } = await prisma.providerConnection.findUniqueOrThrow({ where: { id } });
      const later = new Date(Math.max(Date.now(), updatedAt.getTime() + 1));
      await prisma.providerConnection.update({ where: { id }, data: { updatedAt: later } });
      await changed();
    },
    async addRouter(rules, fields = {}) {
      const id = newId("rtr");
      const data = rules.map(({ models, providerId, priority = 1, weight = 1, conditions = {}, ...rest }) => ({
        id: newId("rul"),
        models: [...models],
        providerId,
        priority,
        weight,
        conditions,
        ...rest,
      }));
      await prisma.router.create({
        data: { ...fields, id, organizationId, slug: id.toLowerCase(), name: "Test", rules: { create: data } },
      });
      await changed();
      return id;
    },
    async addKey({ budgetUsd, ...fields } = {}) {
      const id = newId("key");
      const key = newGatewayKey("gw_");
      await prisma.gatewayKey.create({
        data: { name: "Test", ...fields, id, organizationId, keyHash: hash(key), prefix: "gw_", hint: key.slice(-4) },
      });
      let budgetId: string | undefined;
      if (budgetUsd !== undefined) {
        budgetId = newId("bud");
        const limitNanoUsd = parseUsd(budgetUsd) ?? 0n;
        await prisma.budget.create({
          data: { id: budgetId, organizationId, scope: "key", scopeId: id, limitNanoUsd, period: "total" },
        });
      }
      await changed();
      return { id, key, budgetId };
    },
    chat: (key, body, headers = {}) =>
      fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await container.close();
    },
  };
}
