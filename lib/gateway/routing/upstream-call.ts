import type { Dialect, OutboundDialectId } from "../dialects/dialect.ts";
import { GatewayError } from "../errors.ts";
import type { Connection, Credential } from "../ports.ts";
import type { Provider } from "../providers/provider.ts";

/** The caller's own dialect where the provider speaks it, else the provider's native one. */
export function outboundIdOf({ provider }: { readonly provider: Provider }, inbound: Dialect): OutboundDialectId {
  const id = provider.dialects.find((dialect) => dialect === inbound.id) ?? provider.dialects[0];
  if (id !== undefined) return id;
  throw new GatewayError("internal", { detail: `${provider.kind} has no chat models, and planning let it through` });
}

/** The address behind a connection's base URL: segments are appended as they are, never resolved against it. */
export function upstreamUrl(connection: Pick<Connection, "baseUrl">, path: string): string {
  return connection.baseUrl.replace(/\/+$/, "") + path;
}

/**
 * Headers of a call: the provider's own, the connection's, and the credential. Nothing of the caller's goes on
 * but what an endpoint adds by name.
 */
export function upstreamHeaders(
  provider: Provider,
  connection: Pick<Connection, "headers">,
  credential: Credential | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/json",
    "accept-encoding": "identity",
    ...provider.headers,
  };
  for (const [name, value] of Object.entries(connection.headers)) headers[name.toLowerCase()] = value;
  if (credential) headers[provider.auth.header] = (provider.auth.prefix ?? "") + credential.secret.reveal();
  return headers;
}
