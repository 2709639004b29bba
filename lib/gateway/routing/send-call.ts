import type { Credential, GatewayPorts, UpstreamCall, UpstreamReply } from "../ports.ts";
import type { Target } from "./plan.ts";
import { requireSuccess } from "./read-reply.ts";
import { upstreamHeaders } from "./upstream-call.ts";

export type CallToSend = {
  readonly target: Target;
  readonly credential: Credential | undefined;
  readonly url: string;
  /** Besides those of provider, connection and credential, which win. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the body and the reply are, where they are not JSON; these win. */
  readonly mediaHeaders?: Readonly<Record<string, string>>;
  readonly body: NonNullable<UpstreamCall["body"]>;
  /** How long the reply's headers may take; absent: as long as a first token. */
  readonly headersMs?: number;
  readonly signal: AbortSignal;
};

/** One call to a target, under its limits of time. Throws what a failure means; the reply that returns is a 2xx. */
export async function sendCall(ports: Pick<GatewayPorts, "transport">, call: CallToSend): Promise<UpstreamReply> {
  const { target, credential } = call;
  const { connectMs, firstTokenMs, idleMs } = target.timeouts;
  const reply = await ports.transport.send({
    url: call.url,
    method: "POST",
    headers: {
      ...call.headers,
      ...upstreamHeaders(target.provider, target.connection, credential),
      ...call.mediaHeaders,
    },
    body: call.body,
    connectMs,
    headersMs: call.headersMs ?? firstTokenMs,
    idleMs,
    signal: call.signal,
  });
  await requireSuccess(reply);
  return reply;
}
