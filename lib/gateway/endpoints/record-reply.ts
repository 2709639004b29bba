import type { OpenReplyCache } from "../cache/open-reply-cache.ts";
import { cachedReplyLengthMax } from "../cache/reply-cache.ts";
import type { GatewayReply } from "../http.ts";
import type { Trace } from "../metering/trace.ts";
import { keepAlive } from "./respond-stream.ts";

type Recorded = { readonly trace: Trace; readonly cache: OpenReplyCache };

/** Keeps a reply that was given in full, as text: a whole one at once, a stream by the time of its last piece. */
export function recordReply(reply: GatewayReply, recorded: Recorded): GatewayReply {
  const { body } = reply;
  if (body instanceof Uint8Array) return reply;
  if (typeof body !== "string") return { ...reply, body: recordStream(reply, body, recorded) };
  void keepBody(reply, body, recorded);
  return reply;
}

async function* recordStream(
  reply: GatewayReply,
  body: AsyncIterable<string | Uint8Array>,
  recorded: Recorded,
): AsyncGenerator<string | Uint8Array, void, void> {
  let text: string | undefined = "";
  for await (const piece of body) {
    if (typeof piece !== "string" || (text?.length ?? 0) + piece.length > cachedReplyLengthMax) text = undefined;
    else if (text !== undefined && piece !== keepAlive) text += piece;
    // Settled before the last piece: clients may leave with it.
    if (text !== undefined && recorded.trace.answered) {
      void keepBody(reply, text, recorded);
      text = undefined;
    }
    yield piece;
  }
  if (text !== undefined) void keepBody(reply, text, recorded);
}

async function keepBody({ headers }: GatewayReply, body: string, { trace, cache }: Recorded): Promise<void> {
  const { answered, metadataSent } = trace;
  if (!answered) return;
  const { target, priced } = answered;
  const metadata = metadataSent && JSON.stringify(metadataSent);
  // What speaks of this request is replaced when the reply is given again, so that it has to be found in it.
  if (metadata !== undefined && !body.includes(metadata)) return;
  const droppedParams = headers["x-gateway-dropped-params"];
  await cache.keep(target, {
    contentType: headers["content-type"] ?? "application/json",
    body,
    ...(metadata === undefined ? {} : { metadata }),
    ...(droppedParams === undefined ? {} : { droppedParams }),
    usage: priced.usage,
    usageSource: priced.source,
    priced: priced.known,
    costNanoUsd: priced.costNanoUsd,
  });
}
