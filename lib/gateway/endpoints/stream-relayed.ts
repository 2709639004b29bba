import type { JsonObject } from "#lib/core/json.ts";
import { writeOpenaiError } from "../dialects/openai-error.ts";
import { parseEvent } from "../dialects/parse-event.ts";
import { errorInReply } from "../dialects/read-provider-error.ts";
import { asGatewayError } from "../errors.ts";
import type { GatewayReply } from "../http.ts";
import { settle } from "../metering/trace.ts";
import type { Usage } from "../metering/usage.ts";
import type { GatewayPorts } from "../ports.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { RelayedStream } from "../routing/relayed-stream.ts";
import { openSseReader, type SseEvent } from "../streaming/sse.ts";
import { moneyHeaders } from "./reply-headers.ts";
import type { Serve } from "./respond-relayed.ts";
import type { Journey } from "./serve-call.ts";

type Streamed<Input> = {
  readonly stream: RelayedStream;
  readonly headers: Readonly<Record<string, string>>;
  readonly serve: Serve<Input>;
};

/** Hands a reply on as it comes. It is settled exactly once, before the reply has ended for the caller. */
export async function streamRelayed<Input>(
  ports: GatewayPorts,
  journey: Journey<RelayCall<Input>>,
  streamed: Streamed<Input>,
): Promise<GatewayReply> {
  const { stream, headers, serve } = streamed;
  const head = { ...headers, "content-type": stream.contentType };
  if (!stream.isEvents) {
    // What sound costs is known by the text that it speaks, before its first byte.
    const cost = serve({ end: "complete" }).priced.costNanoUsd;
    const money = moneyHeaders(journey.admission, cost);
    return { status: 200, headers: { ...head, ...money }, body: relayBytes(ports, journey, streamed) };
  }
  journey.trace.stream = true;
  const noBuffering = { "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" };
  return { status: 200, headers: { ...head, ...noBuffering }, body: relayEvents(ports, journey, streamed) };
}

async function* relayBytes<Input>(
  ports: GatewayPorts,
  { trace }: Journey<RelayCall<Input>>,
  { stream, serve }: Streamed<Input>,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* stream.chunks;
    await settle(ports, trace, { kind: "served", status: "success", served: serve({ end: "complete" }) });
  } catch (cause) {
    const error = asGatewayError(cause);
    await settle(ports, trace, { kind: "served", status: "error", served: serve({ end: "cut" }), error });
    // There is no way to say so inside sound: the connection breaks off, as the provider's did.
    throw error;
  } finally {
    if (!trace.settled) {
      await settle(ports, trace, { kind: "served", status: "cancelled", served: serve({ end: "disconnect" }) });
    }
  }
}

/** Events go on as they are; the last one, which clients end with, waits until the request is settled. */
async function* relayEvents<Input>(
  ports: GatewayPorts,
  { trace, call }: Journey<RelayCall<Input>>,
  { stream, serve }: Streamed<Input>,
): AsyncGenerator<string, void, void> {
  let usage: Usage | undefined;
  let last = "";
  try {
    for await (const event of eventsOf(stream)) {
      const read = readEvent(event);
      usage = (read && call.relay.readEventUsage?.(read, call.input)) ?? usage;
      if (last === "" && !isLast(event, read)) yield event.raw;
      else last += event.raw;
    }
    await settle(ports, trace, { kind: "served", status: "success", served: serve({ end: "complete", usage }) });
    if (last !== "") yield last;
  } catch (cause) {
    const error = asGatewayError(cause);
    if (error.code === "caller_gone") return;
    await settle(ports, trace, { kind: "served", status: "error", served: serve({ end: "cut", usage }), error });
    yield `event: error\ndata: ${JSON.stringify({ error: writeOpenaiError(error) })}\n\n`;
  } finally {
    if (!trace.settled) {
      await settle(ports, trace, { kind: "served", status: "cancelled", served: serve({ end: "disconnect", usage }) });
    }
  }
}

async function* eventsOf(stream: RelayedStream): AsyncGenerator<SseEvent, void, void> {
  const reader = openSseReader({ maxLineBytes: eventBytesMax });
  for await (const chunk of stream.chunks) yield* reader.push(chunk);
  yield* reader.end();
}

/** One event may hold a whole picture in base64. */
const eventBytesMax = 32 * 1024 * 1024;

/** What an event holds; nothing where it is an end mark. Throws the error that it tells of. */
function readEvent(event: SseEvent): JsonObject | undefined {
  if (!event.data.startsWith("{")) return undefined;
  const json = parseEvent(event);
  const failure = errorInReply(json, event.event);
  if (failure) throw failure;
  return json;
}

/** `image_generation.completed`, `transcript.text.done`, `speech.audio.done`, and chat's end mark. */
function isLast(event: SseEvent, json: JsonObject | undefined): boolean {
  const type = json?.["type"] ?? event.event;
  return event.data === "[DONE]" || (typeof type === "string" && /\.(completed|done)$/.test(type));
}
