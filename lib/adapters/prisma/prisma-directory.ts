import type { Clock } from "#lib/core/clock.ts";
import type { PrismaClient } from "#prisma/client.ts";
import { GatewayError } from "../../gateway/errors.ts";
import type { Directory, GatewayKey, Log } from "../../gateway/ports.ts";
import type { Sealer } from "../crypto/aes-sealer.ts";
import type { KeyHasher } from "../crypto/hmac-key-hasher.ts";
import { type CachedKey, loadKey } from "./load-key.ts";
import { loadOrganization, type OrganizationSnapshot } from "./organization-snapshot.ts";

export type DirectoryOptions = {
  readonly prisma: PrismaClient;
  readonly sealer: Sealer;
  readonly keyHasher: KeyHasher;
  readonly clock: Clock;
  readonly log: Log;
};

export type PrismaDirectory = Directory & {
  /** Drops what this process remembers of an organization, so that its next request sees every change. */
  readonly forget: (organizationId: string) => void;
};

type Entry = {
  snapshot: OrganizationSnapshot;
  checkedAtMs: number;
  checking: Promise<void> | undefined;
  forgotten: boolean;
};

/** Ask whether something changed, in the background, after this long; and wait for the answer after the second. */
const recheckMs = 2_000;
const trustMs = 5_000;
/** With the database away, what is known is served for this long. */
const staleMs = 600_000;
const keysMax = 20_000;

/**
 * Keys and organizations from memory, kept fresh by the organization's epoch: one number that every change raises.
 * A change made by this process shows at once, one made elsewhere after 5 s at most.
 */
export function prismaDirectory(options: DirectoryOptions): PrismaDirectory {
  const { prisma, keyHasher, clock, log } = options;
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<Entry>>();
  const keys = new Map<string, CachedKey>();

  const load = (organizationId: string): Promise<Entry> => {
    const running = loading.get(organizationId);
    if (running) return running;
    const started = loadOrganization(options, organizationId)
      .then((snapshot) => {
        const entry: Entry = { snapshot, checkedAtMs: clock.nowMs(), checking: undefined, forgotten: false };
        entries.set(organizationId, entry);
        return entry;
      })
      .finally(() => loading.delete(organizationId));
    loading.set(organizationId, started);
    return started;
  };

  const check = async (organizationId: string, entry: Entry): Promise<void> => {
    try {
      const row = await prisma.organization.findUnique({ where: { id: organizationId }, select: { epoch: true } });
      if (row?.epoch === entry.snapshot.epoch) entry.checkedAtMs = clock.nowMs();
      else await load(organizationId);
    } catch (cause) {
      log.warn("snapshot_stale", { organizationId, cause });
      if (clock.nowMs() - entry.checkedAtMs > staleMs) throw new GatewayError("service_unavailable", { cause });
    } finally {
      entry.checking = undefined;
    }
  };

  /** Answers without a promise while the snapshot is fresh: this is asked twice for every request. */
  const current = (organizationId: string): OrganizationSnapshot | Promise<OrganizationSnapshot> => {
    const entry = entries.get(organizationId);
    if (!entry || entry.forgotten) return load(organizationId).then(({ snapshot }) => snapshot);
    const ageMs = clock.nowMs() - entry.checkedAtMs;
    if (ageMs > recheckMs) entry.checking ??= check(organizationId, entry);
    if (ageMs <= trustMs || !entry.checking) return entry.snapshot;
    return entry.checking.then(() => entries.get(organizationId)?.snapshot ?? entry.snapshot);
  };

  const readKey = async (hash: string): Promise<GatewayKey | undefined> => {
    const found = await loadKey(prisma, hash, { nowMs: clock.nowMs(), snapshotOf: async (id) => current(id) });
    if (!found) return undefined;
    if (keys.size >= keysMax) keys.clear();
    keys.set(hash, found);
    return found.key;
  };

  const stillValid = (cached: CachedKey, snapshot: OrganizationSnapshot): boolean =>
    cached.epoch === snapshot.epoch && (cached.untilMs === undefined || cached.untilMs > clock.nowMs());

  return {
    findKey(presented) {
      const hash = keyHasher(presented);
      const cached = keys.get(hash);
      if (!cached) return readKey(hash);
      const snapshot = current(cached.key.organizationId);
      const decide = (now: OrganizationSnapshot) => (stillValid(cached, now) ? cached.key : readKey(hash));
      return snapshot instanceof Promise ? snapshot.then(decide) : decide(snapshot);
    },
    organization(organizationId) {
      const snapshot = current(organizationId);
      return snapshot instanceof Promise ? snapshot.then(({ config }) => config) : snapshot.config;
    },
    forget(organizationId) {
      const entry = entries.get(organizationId);
      if (entry) entry.forgotten = true;
    },
  };
}
