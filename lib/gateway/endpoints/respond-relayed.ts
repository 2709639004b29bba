import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayReply } from "../http.ts";
import { priceRelayed, type RelayedFacts } from "../metering/price-relayed.ts";
import { type Served, settle } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { RelayedReply, TextReply, WholeReply } from "../routing/attempt-relay.ts";
import { moneyHeaders, replyHeaders } from "./reply-headers.ts";
import { replyMetadata } from "./reply-metadata.ts";
import type { Journey } from "./serve-call.ts";
import { overheadUntilNow } from "./served.ts";
import { streamRelayed } from "./stream-relayed.ts";

/** Answers with what a provider made of a relayed call: whole, or as it comes. */
export function respondRelayed<Input>(
  ports: GatewayPorts,
  journey: Journey<RelayCall<Input>>,
  relayed: RelayedReply,
): Promise<GatewayReply> {
  const { reply } = relayed;
  const overheadMs = overheadUntilNow(ports, journey, relayed);
  const serve: Serve<Input> = (facts) => ({
    target: relayed.target,
    httpStatus: relayed.status,
    attemptStartedMs: relayed.startedAtMs,
    firstTokenAtMs: relayed.firstTokenAtMs,
    overheadMs,
    priced: priceRelayed(ports, { ...facts, call: journey.call, target: relayed.target }),
  });
  const headers = { "cache-control": "no-store", ...replyHeaders(journey, relayed, overheadMs) };
  if (reply.kind === "stream") return streamRelayed(ports, journey, { stream: reply, headers, serve });
  return respondAtOnce(ports, journey, { reply, headers, serve });
}

/** What the answering attempt used and cost, by what is known of its reply. */
export type Serve<Input> = (facts: Omit<RelayedFacts<Input>, "call" | "target">) => Served;

/** Priced and settled before the caller sees a byte of it. */
async function respondAtOnce<Input>(
  ports: GatewayPorts,
  journey: Journey<RelayCall<Input>>,
  { reply, headers, serve }: Whole<Input>,
): Promise<GatewayReply> {
  const served =
    reply.kind === "text"
      ? serve({ end: "complete", text: reply.text })
      : serve({ end: "complete", usage: reply.usage, json: reply.json });
  const body = reply.kind === "text" ? reply.text : wholeBody(ports, journey, { reply, served });
  await settle(ports, journey.trace, {
    kind: "served",
    status: journey.callerSignal.aborted ? "cancelled" : "success",
    served,
  });
  return {
    status: 200,
    headers: {
      "content-type": reply.kind === "text" ? reply.contentType : "application/json",
      ...headers,
      ...moneyHeaders(journey.admission, served.priced.costNanoUsd),
    },
    body,
  };
}

type Whole<Input> = {
  readonly reply: WholeReply | TextReply;
  readonly headers: Readonly<Record<string, string>>;
  readonly serve: Serve<Input>;
};

/** The provider's own text where nothing had to change. */
function wholeBody<Input>(
  ports: GatewayPorts,
  journey: Journey<RelayCall<Input>>,
  { reply, served }: { readonly reply: WholeReply; readonly served: Served },
): string {
  const { relay, options } = journey.call;
  const counted: JsonObject | undefined = reply.usage ? undefined : relay.addUsage?.(reply.json, served.priced.usage);
  const json = counted ?? reply.json;
  if (options.includeMetadata) {
    return JSON.stringify({ ...json, gateway: replyMetadata(journey, served, ports.clock.monotonicMs()) });
  }
  return counted || reply.text === undefined ? JSON.stringify(json) : reply.text;
}
