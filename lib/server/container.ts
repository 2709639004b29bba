import { join } from "node:path";
import { systemClock } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { systemRandom } from "#lib/core/random.ts";
import { readCatalog } from "#lib/gateway/catalog/catalog.ts";
import { createGateway, type Gateway, type GatewayPorts } from "#lib/gateway/index.ts";
import { loginLimiter } from "#lib/management/auth/login-limiter.ts";
import { sessionCache } from "#lib/management/auth/session-cache.ts";
import type { ManagementServices } from "#lib/management/context.ts";
import { catalogFiles } from "../../prisma/catalog/files.ts";
import { aesSealer } from "../adapters/crypto/aes-sealer.ts";
import { argonPasswordHasher } from "../adapters/crypto/argon-password-hasher.ts";
import { hmacKeyHasher } from "../adapters/crypto/hmac-key-hasher.ts";
import { undiciTransport } from "../adapters/http/undici-transport.ts";
import { consoleLog } from "../adapters/log/console-log.ts";
import { forgetLogs } from "../adapters/postgres/forget-logs.ts";
import { forgetReplies, postgresIdempotency } from "../adapters/postgres/idempotency.ts";
import { openPostgresLedger } from "../adapters/postgres/postgres-ledger.ts";
import { prismaDirectory } from "../adapters/prisma/prisma-directory.ts";
import { prismaRequestLog } from "../adapters/prisma/prisma-request-log.ts";
import { withSimulator } from "../adapters/simulator/simulator-transport.ts";
import { countGptTokens } from "../adapters/tokenizer/gpt-token-counter.ts";
import { type Database, openDatabase } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import { loadSecrets } from "../db/secrets.ts";
import { type Env, env } from "../env.ts";
import { openCounters } from "./open-counters.ts";
import { providerProbe } from "./provider-probe.ts";
import { routeExplainer } from "./route-explainer.ts";
import { version } from "./version.ts";

/** Everything of one process, put together once. */
export type Container = {
  readonly env: Env;
  readonly db: Database;
  readonly gateway: Gateway;
  readonly management: ManagementServices;
  /** What has to be done from time to time: frees money that nobody will settle, deletes logs and kept replies that are old enough. */
  readonly keepHouse: () => Promise<void>;
  /** Ends what runs, in the order in which it depends on one another. */
  readonly close: () => Promise<void>;
};

/** `server.ts` and Next's bundles are separate module graphs; what they share lives here. */
const slot = Symbol.for("ai-gateway.container");
const shared: typeof globalThis & { [slot]?: Promise<Container> } = globalThis;

/** The container of this process, opened by the first who asks. A build that asks is wrong: it has no data to open. */
export function container(): Promise<Container> {
  if (env().isBuild) throw new Error("A page read data while it was built: it must wait for its request first.");
  shared[slot] ??= openContainer(env()).catch((error: unknown) => {
    delete shared[slot];
    throw error;
  });
  return shared[slot];
}

/** Puts a process together for one environment, over a database that is already open where one is given. */
export async function openContainer(environment: Env, given?: Database): Promise<Container> {
  const log = consoleLog(environment.server.logLevel);
  const [db, secrets] = await Promise.all([
    given ??
      openDatabase(environment, { onTrouble: (message, cause) => log.warn("database_trouble", { message, cause }) }),
    loadSecrets(environment),
  ]);
  const catalog = readCatalog(catalogFiles);
  if (!environment.server.onVercel) await migrate(db.pool);

  const clock = systemClock;
  const sealer = aesSealer(secrets.encryptionKeys);
  const keyHasher = hmacKeyHasher(secrets.keyPepper);
  const counters = openCounters(environment, { clock, log, secret: secrets.keyPepper });
  const direct = undiciTransport({ allowPrivate: environment.upstreams.allowPrivate });
  const transport = withSimulator(direct);
  const publicTransport = undiciTransport({ allowPrivate: false, connectionsMax: 16 });
  const directory = prismaDirectory({ prisma: db.prisma, sealer, keyHasher, clock, log });
  const ledger = await openPostgresLedger({
    pool: db.pool,
    clock,
    log,
    bootId: newId("run"),
    ...(environment.server.onVercel ? {} : { journalFolder: join(environment.dataDir, "journal") }),
    single: environment.database.kind === "embedded",
  });

  const ports: GatewayPorts = {
    directory,
    catalog,
    ledger,
    requestLog: prismaRequestLog({ prisma: db.prisma, flush: ledger.flush }),
    rateLimiter: counters.rateLimiter,
    health: counters.health,
    idempotency: postgresIdempotency({ pool: db.pool, secret: secrets.keyPepper, log }),
    transport,
    publicTransport,
    keptReasoning: counters.keptReasoning,
    replyCache: counters.replyCache,
    countTokens: countGptTokens,
    clock,
    random: systemRandom,
    log,
  };
  return {
    env: environment,
    db,
    gateway: createGateway(ports),
    management: {
      sealer,
      passwordHasher: argonPasswordHasher(),
      keyHasher,
      catalog,
      clock,
      loginLimiter: loginLimiter(clock, environment.counters.kind === "memory" ? undefined : counters.rateLimiter),
      sessions: sessionCache(clock),
      changed: async (organizationId) => directory.forget(organizationId),
      flushLedger: ledger.flush,
      ...providerProbe({ directory, transport }),
      ...routeExplainer(ports),
      checkCounters: counters.check,
      poolState: () => ({ total: db.pool.totalCount, idle: db.pool.idleCount, waiting: db.pool.waitingCount }),
      databaseKind: db.kind,
      allowPrivateUpstreams: environment.upstreams.allowPrivate,
      baseUrl: environment.server.publicUrl ?? `http://${environment.server.host}:${environment.server.port}`,
      signup: environment.accounts.signup,
      version,
    },
    async keepHouse() {
      await ledger.sweep();
      await forgetReplies(db.pool);
      const logs = await forgetLogs(db.pool);
      if (logs > 0) log.info("logs_forgotten", { logs });
    },
    async close() {
      await ledger.close();
      await Promise.all([direct.close(), publicTransport.close(), counters.close()]);
      if (!given) await db.close();
    },
  };
}
