import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "#lib/core/secret.ts";
import { consoleLog } from "../adapters/log/console-log.ts";
import { type Container, container } from "./container.ts";

const everyMs = 3_600_000;
/** A start has other things to do first. */
const firstMs = 60_000;

/** Keeps house in a process that lives long enough; it is no reason for the process to go on. */
export function scheduleHousekeeping({ keepHouse, env }: Container): void {
  const log = consoleLog(env.server.logLevel);
  const run = () => void keepHouse().catch((cause: unknown) => log.warn("housekeeping_failed", { cause }));
  setTimeout(run, firstMs).unref();
  setInterval(run, everyMs).unref();
}

/** The same where nothing lives long: the platform's scheduler calls with `CRON_SECRET` as a bearer token. */
export async function handleHousekeeping(request: Request): Promise<Response> {
  const { env, keepHouse } = await container();
  if (!env.cronSecret || !isBearer(request.headers.get("authorization"), env.cronSecret)) {
    return Response.json(
      { error: { code: "unauthenticated", message: "CRON_SECRET is needed here." } },
      { status: 401 },
    );
  }
  await keepHouse();
  return new Response(null, { status: 204 });
}

/** Over hashes, so that neither the token's letters nor its length can be guessed by the time it takes. */
function isBearer(given: string | null, secret: Secret): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given ?? ""), hash(`Bearer ${secret.reveal()}`));
}
