import { asGatewayError } from "../errors.ts";
import type { GatewayReply } from "../http.ts";
import { settle } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Committed } from "../routing/attempt.ts";
import { withAttempts } from "./error-reply.ts";
import type { GenerateJourney } from "./generate.ts";
import { rateLimitHeaders, replyHeaders } from "./reply-headers.ts";
import { openReplyWriter } from "./reply-writer.ts";
import { overheadUntilNow } from "./served.ts";
import { abandonStream, streamReply } from "./stream-reply.ts";

const keepAliveMs = 10_000;
export const keepAlive = ": keep-alive\n\n";
export const streamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * Answers with a stream. Failures before the first token keep their status, unless the wait was so long that the
 * reply had to begin with keep-alive comments; then, and after the first token, they come in-band.
 */
export async function respondStream(
  ports: GatewayPorts,
  journey: GenerateJourney,
  pending: Promise<Committed>,
): Promise<GatewayReply> {
  const committed = await withinKeepAlive(pending);
  if (!committed) {
    const headers = {
      ...streamHeaders,
      "x-request-id": journey.trace.requestId,
      "x-gateway-cache": journey.cache,
      ...rateLimitHeaders(journey.rate),
    };
    return { status: 200, headers, body: waitThenStream(ports, journey, pending) };
  }
  const overheadMs = overheadUntilNow(ports, journey, committed);
  const headers = { ...streamHeaders, ...replyHeaders(journey, committed, overheadMs) };
  return { status: 200, headers, body: streamReply(ports, journey, { committed, overheadMs }) };
}

/** Comments until the first token, so that no proxy on the way gives up. */
async function* waitThenStream(
  ports: GatewayPorts,
  journey: GenerateJourney,
  pending: Promise<Committed>,
): AsyncGenerator<string, void, void> {
  let committed: Committed | undefined;
  try {
    while (!committed) {
      yield keepAlive;
      committed = await withinKeepAlive(pending);
    }
  } catch (cause) {
    const error = withAttempts(asGatewayError(cause), journey.trace.failures);
    await settle(ports, journey.trace, { kind: "refused", error });
    yield openReplyWriter(ports, journey, journey.trace.requestedModel).fail(error).join("");
    return;
  } finally {
    if (!committed) abandonStream(ports, journey, pending);
  }
  yield* streamReply(ports, journey, { committed, overheadMs: overheadUntilNow(ports, journey, committed) });
}

/** The committed reply, or nothing when it is still awaited after ten seconds. */
async function withinKeepAlive(pending: Promise<Committed>): Promise<Committed | undefined> {
  let timer: number | NodeJS.Timeout | undefined;
  const waited = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, keepAliveMs);
  });
  try {
    return await Promise.race([pending, waited]);
  } finally {
    clearTimeout(timer);
  }
}
