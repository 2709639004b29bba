import type { Clock } from "#lib/core/clock.ts";
import type { Catalog } from "#lib/gateway/catalog/catalog.ts";
import type { SessionCache } from "./auth/session-cache.ts";
import type { Database } from "./database.ts";
import type {
  ConnectionReference,
  ExplainedCandidate,
  ExplainedRequest,
  KeyHasher,
  LoginLimiter,
  PasswordHasher,
  PoolState,
  ProbeResult,
  RouterReference,
  Sealer,
} from "./ports.ts";
import type { Role } from "./roles.ts";

/** What use cases need from outside; filled in once, where the process is put together. */
export type ManagementServices = {
  readonly sealer: Sealer;
  readonly passwordHasher: PasswordHasher;
  readonly keyHasher: KeyHasher;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly loginLimiter: LoginLimiter;
  readonly sessions: SessionCache;
  /**
   * Called after each committed change, which has already raised the organization's epoch: drops what this process
   * remembers of it and tells the others. When that fails, they see it within 5 s all the same.
   */
  readonly changed: (organizationId: string) => Promise<void>;
  /** Resolves once every request that this process has settled is in the database. */
  readonly flushLedger: () => Promise<void>;
  /** One cheap real call to the provider; a failure is an answer, not an exception. */
  readonly probeProvider: (connection: ConnectionReference) => Promise<ProbeResult>;
  /** The provider's own list; throws `GatewayError` when it cannot be read. */
  readonly listProviderModels: (connection: ConnectionReference) => Promise<readonly string[]>;
  /** The plan of a request under a router, as the engine would make it now. Throws `GatewayError` on a bad request. */
  readonly explainRoute: (router: RouterReference, request: ExplainedRequest) => Promise<readonly ExplainedCandidate[]>;
  readonly checkCounters: () => Promise<boolean>;
  readonly poolState: () => PoolState;
  readonly databaseKind: "embedded" | "postgres";
  readonly allowPrivateUpstreams: boolean;
  /** Where people reach the dashboard, without a slash at the end. */
  readonly baseUrl: string;
  readonly signup: "open" | "invite" | "closed";
  readonly version: string;
};

/** Before anybody is known: signing in, setting up, health. */
export type GuestContext = {
  readonly db: Database;
  readonly services: ManagementServices;
  /** The caller's address after the trusted proxies were taken off; absent where nobody can tell. */
  readonly ip?: string;
};

export type Scope = "read" | "write";

export type UserActor = {
  readonly userId: string;
  readonly via: "session" | "token";
  /** The row of the session or token, for signing out. */
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
};

/** Somebody is signed in, no organization is chosen yet. */
export type UserContext = GuestContext & { readonly actor: UserActor };

export type Actor = UserActor & { readonly organizationId: string; readonly role: Role };

/** Somebody acts in one organization. Every query of a use case carries `actor.organizationId` in its key. */
export type ManagementContext = GuestContext & { readonly actor: Actor };
