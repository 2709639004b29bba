import type { JsonObject } from "#lib/core/json.ts";
import { formatUsd, noMoney } from "#lib/core/money.ts";
import type { CacheHit } from "../cache/open-reply-cache.ts";
import type { GatewayReply } from "../http.ts";
import { settle, type Trace } from "../metering/trace.ts";
import type { GatewayPorts, RateLimitResult } from "../ports.ts";
import { headerText } from "./header-text.ts";
import { rateLimitHeaders } from "./reply-headers.ts";
import { streamHeaders } from "./respond-stream.ts";

type Replay = { readonly trace: Trace; readonly rate: RateLimitResult | undefined };

/** Answers with a reply from the cache, in the form in which it was given: no provider is asked, nothing is held. */
export async function replayReply(ports: GatewayPorts, { trace, rate }: Replay, hit: CacheHit): Promise<GatewayReply> {
  const { reply: kept, target } = hit;
  const overheadMs = Math.round((ports.clock.monotonicMs() - trace.arrivedMs) * 10) / 10;
  await settle(ports, trace, { kind: "cached", hit, overheadMs });
  const body = ownMetadata(trace, hit);
  const headers = {
    "x-request-id": trace.requestId,
    "x-gateway-provider": target.connection.slug,
    "x-gateway-model": headerText(target.model),
    "x-gateway-attempts": "0",
    "x-gateway-overhead-ms": overheadMs.toFixed(1),
    "x-gateway-cache": "hit",
    ...rateLimitHeaders(rate),
    ...(kept.droppedParams === undefined ? {} : { "x-gateway-dropped-params": kept.droppedParams }),
  };
  if (trace.stream) return { status: 200, headers: { ...streamHeaders, ...headers }, body: frames(body) };
  return {
    status: 200,
    headers: {
      "content-type": kept.contentType,
      "cache-control": "no-store",
      ...headers,
      "x-gateway-cost-usd": formatUsd(noMoney),
    },
    body,
  };
}

/** The reply with what this request, not the first one, has to say of itself. */
function ownMetadata({ requestId }: Trace, { reply: { body, metadata }, target }: CacheHit): string {
  if (metadata === undefined) return body;
  const own: JsonObject = {
    request_id: requestId,
    provider: target.connection.slug,
    model: target.model,
    cost_usd: formatUsd(noMoney),
    budget_remaining_usd: null,
    attempts: [],
  };
  return body.replace(metadata, () => JSON.stringify(own));
}

/** Each with the blank line that ends it. */
async function* frames(text: string): AsyncGenerator<string, void, void> {
  yield* text.split(/(?<=\n\n|\r\n\r\n)/);
}
