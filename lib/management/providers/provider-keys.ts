import { newId } from "#lib/core/ids.ts";
import { Secret } from "#lib/core/secret.ts";
import type { ManagementContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";

type KeyInput = { readonly apiKey?: string; readonly apiKeys?: readonly string[] };

/** The keys that were sent, as secrets; `undefined` when none were. */
export function keysOf({ apiKey, apiKeys }: KeyInput): readonly Secret[] | undefined {
  if (apiKey !== undefined && apiKeys !== undefined) {
    throw new ManagementError("invalid_request", { param: "apiKeys", message: "Send either 'apiKey' or 'apiKeys'." });
  }
  return (apiKeys ?? (apiKey === undefined ? undefined : [apiKey]))?.map((key) => new Secret(key));
}

export type KeyOwner = { readonly connectionId: string; readonly kind: string; readonly baseUrl: string };

/** Replaces a connection's keys. Each is bound to the connection, its kind and the origin of its base URL. */
export async function replaceProviderKeys(
  { tx, context }: { readonly tx: Transaction; readonly context: ManagementContext },
  { connectionId, kind, baseUrl }: KeyOwner,
  keys: readonly Secret[],
): Promise<void> {
  const { organizationId } = context.actor;
  const { wrappedDataKey } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { wrappedDataKey: true },
  });
  await tx.credential.deleteMany({ where: { connectionId, connection: { organizationId } } });
  for (const [position, secret] of keys.entries()) {
    const id = newId("crd");
    const binding = { organizationId, connectionId, credentialId: id, kind, origin: new URL(baseUrl).origin };
    const sealed = context.services.sealer.seal(wrappedDataKey, secret, { ...binding, field: "apiKey" });
    await tx.credential.create({ data: { id, connectionId, sealed, hint: secret.hint(), position } });
  }
}
