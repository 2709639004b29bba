import type { Secret } from "#lib/core/secret.ts";
import type { GuestContext, ManagementServices } from "#lib/management/context.ts";
import { loadSecrets } from "../db/secrets.ts";
import { callerAddress } from "./caller-address.ts";
import { type Container, container } from "./container.ts";
import { peerHeader } from "./peer-header.ts";

/** What the routes and pages of the dashboard work with. */
export type ManagementContainer = {
  readonly container: Container;
  /** Encrypts the session cookie. */
  readonly sessionSecret: Secret;
};

export async function managementContainer(): Promise<ManagementContainer> {
  const opened = await container();
  const { sessionSecret } = await loadSecrets(opened.env);
  return { container: opened, sessionSecret };
}

export async function managementServices(): Promise<ManagementServices> {
  return (await container()).management;
}

/** The context of a request before anybody is known. */
export function guestOf({ env, db, management }: Container, headers: Headers): GuestContext {
  const ip = addressOf(env, headers);
  return { db: db.prisma, services: management, ...(ip !== undefined && { ip }) };
}

function addressOf({ server }: Container["env"], headers: Headers): string | undefined {
  if (server.onVercel) return headers.get("x-real-ip") ?? undefined;
  const peer = headers.get(peerHeader);
  return peer === null
    ? undefined
    : callerAddress(peer, headers.get("x-forwarded-for") ?? undefined, server.trustedProxies);
}
