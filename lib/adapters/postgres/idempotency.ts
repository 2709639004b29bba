import type pg from "pg";
import { z } from "zod";
import type { Secret } from "#lib/core/secret.ts";
import { GatewayError } from "../../gateway/errors.ts";
import type {
  IdempotencyClaim,
  IdempotencyStore,
  IdempotentRequest,
  KeptReply,
} from "../../gateway/idempotency/idempotency-store.ts";
import type { Log } from "../../gateway/ports.ts";
import { textSealer } from "../crypto/text-sealer.ts";

export type IdempotencyOptions = {
  readonly pool: pg.Pool;
  /** Replies are users' text: the database sees them sealed. */
  readonly secret: Secret;
  readonly log: Log;
};

/** Longer than any request runs; after that its process must have ended without a word. */
const runningSeconds = 900;
const keptSeconds = 86_400;
const forgetMax = 1_000;

const keptReply = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

type Row = { readonly fingerprint: string; readonly reply: string | null };

/** One row a request, taken by whoever inserts it; the database's clock decides when it is over. */
export function postgresIdempotency({ pool, secret, log }: IdempotencyOptions): IdempotencyStore {
  const sealer = textSealer(secret, "idempotent replies");
  const claim = async (request: IdempotentRequest): Promise<IdempotencyClaim> => {
    const { organizationId, keyId, name, fingerprint } = request;
    const taken = await pool.query(
      `INSERT INTO "IdempotentReply" AS known ("organizationId", "keyId", "name", "fingerprint", "expiresAt")
       VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
       ON CONFLICT ("organizationId", "keyId", "name") DO UPDATE
         SET "fingerprint" = excluded."fingerprint", "reply" = NULL, "expiresAt" = excluded."expiresAt"
         WHERE known."expiresAt" < clock_timestamp()
       RETURNING 1`,
      [organizationId, keyId, name, fingerprint, runningSeconds],
    );
    if (taken.rows.length > 0) return { kind: "first" };
    const { rows } = await pool.query<Row>(
      `SELECT "fingerprint", "reply" FROM "IdempotentReply"
       WHERE "organizationId" = $1 AND "keyId" = $2 AND "name" = $3`,
      [organizationId, keyId, name],
    );
    const [row] = rows;
    // Released between the two statements: whoever asks again is the first.
    if (!row) return { kind: "running" };
    if (row.fingerprint !== fingerprint) return { kind: "mismatch" };
    const reply = row.reply === null ? undefined : openReply(sealer.open(row.reply, placeOf(request)));
    return reply ? { kind: "kept", reply } : { kind: "running" };
  };

  const change = async (event: string, request: IdempotentRequest, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      log.warn(event, { keyId: request.keyId, cause });
    }
  };

  return {
    async claim(request) {
      try {
        return await claim(request);
      } catch (cause) {
        throw new GatewayError("service_unavailable", { cause, detail: "the store of idempotent replies is away" });
      }
    },
    keep: (request, reply) =>
      change("idempotent_reply_not_kept", request, () =>
        pool.query(
          `UPDATE "IdempotentReply" SET "reply" = $5, "expiresAt" = clock_timestamp() + make_interval(secs => $6)
           WHERE "organizationId" = $1 AND "keyId" = $2 AND "name" = $3 AND "fingerprint" = $4`,
          [...keyOf(request), sealer.seal(JSON.stringify(reply), placeOf(request)), keptSeconds],
        ),
      ),
    release: (request) =>
      change("idempotent_request_not_released", request, () =>
        pool.query(
          `DELETE FROM "IdempotentReply"
           WHERE "organizationId" = $1 AND "keyId" = $2 AND "name" = $3 AND "fingerprint" = $4 AND "reply" IS NULL`,
          keyOf(request),
        ),
      ),
  };
}

/** Deletes replies whose day is over, in batches. */
export async function forgetReplies(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM "IdempotentReply" WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM "IdempotentReply" WHERE "expiresAt" < clock_timestamp() LIMIT $1))`,
      [forgetMax],
    );
    if ((rowCount ?? 0) < forgetMax) return;
  }
}

function keyOf({ organizationId, keyId, name, fingerprint }: IdempotentRequest): string[] {
  return [organizationId, keyId, name, fingerprint];
}

/** A reply that is moved to another row no longer opens. */
function placeOf({ organizationId, keyId, name, fingerprint }: IdempotentRequest): string {
  return [organizationId, keyId, name, fingerprint].join(" ");
}

/** Nothing where it was sealed under another secret. */
function openReply(text: string | undefined): KeptReply | undefined {
  return text === undefined ? undefined : keptReply.parse(JSON.parse(text));
}
