import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayReply } from "../http.ts";
import { settle } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { Committed } from "../routing/attempt.ts";
import type { GenerateJourney } from "./generate.ts";
import { moneyHeaders, replyHeaders } from "./reply-headers.ts";
import { replyMetadata } from "./reply-metadata.ts";
import { openReplyWriter } from "./reply-writer.ts";
import { overheadUntilNow, servedBy } from "./served.ts";

/** Answers with a whole reply: priced and settled before the caller sees a byte of it. */
export async function respondWhole(
  ports: GatewayPorts,
  journey: GenerateJourney,
  committed: Committed,
): Promise<GatewayReply> {
  const { trace, call } = journey;
  const overheadMs = overheadUntilNow(ports, journey, committed);
  const served = servedBy(ports, journey, { committed, end: "complete", overheadMs });
  const metadata = call.options.includeMetadata ? replyMetadata(journey, served, ports.clock.monotonicMs()) : undefined;
  const body = wholeBody(committed, { ports, journey, metadata });
  await settle(ports, trace, {
    kind: "served",
    status: journey.callerSignal.aborted ? "cancelled" : "success",
    served,
  });
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...replyHeaders(journey, committed, overheadMs),
      ...moneyHeaders(journey.admission, served.priced.costNanoUsd),
    },
    body,
  };
}

type BodyContext = {
  readonly ports: GatewayPorts;
  readonly journey: GenerateJourney;
  readonly metadata: JsonObject | undefined;
};

/** The provider's own text where nothing has to change, so that a caller sees the very bytes. */
function wholeBody(committed: Committed, { ports, journey, metadata }: BodyContext): string {
  const { reply } = committed;
  if (reply.kind !== "whole") return "";
  const { relay } = journey.call.dialect;
  if (committed.relayed && relay) {
    return metadata ? JSON.stringify(relay.addMetadata(reply.json, metadata)) : reply.text;
  }
  const writer = openReplyWriter(ports, journey, committed.target.model);
  for (const event of reply.events) writer.write(event);
  return JSON.stringify(writer.whole(metadata));
}
