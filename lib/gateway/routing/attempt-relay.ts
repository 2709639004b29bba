import type { JsonObject } from "#lib/core/json.ts";
import { errorInReply } from "../dialects/read-provider-error.ts";
import { GatewayError } from "../errors.ts";
import type { Usage } from "../metering/usage.ts";
import type { Credential, GatewayPorts, UpstreamReply } from "../ports.ts";
import type { RelayedJson, RelayShape } from "../relays/relay.ts";
import type { RelayCall } from "../request/relay-call.ts";
import type { Answered } from "./answered.ts";
import type { Deadline } from "./deadline.ts";
import type { Target } from "./plan.ts";
import { contentTypeOf, isEventStream, readJsonReply, readText, refuseHtml } from "./read-reply.ts";
import { refuseDropped } from "./refuse-dropped.ts";
import { openRelayedStream, type RelayedStream } from "./relayed-stream.ts";
import { sendCall } from "./send-call.ts";

export type RelayAttempt<Input> = {
  readonly call: RelayCall<Input>;
  readonly target: Target;
  readonly credential: Credential | undefined;
  readonly deadline: Deadline;
  /** Told of answers that the provider bills and nobody is given, because a later part of the same call failed. */
  readonly onDiscard: (target: Target, answered: readonly RelayedPart<Input>[]) => void;
};

/** A part of the input with its answer. */
export type RelayedPart<Input> = { readonly input: Input; readonly reply: RelayedJson };

/** A reply of a relayed endpoint that has begun: from here on no other target can take over. */
export type RelayedReply = Answered & { readonly reply: WholeReply | TextReply | RelayedStream };

export type WholeReply = {
  readonly kind: "whole";
  readonly json: JsonObject;
  /** The provider's own text of it, where nothing had to change. */
  readonly text?: string;
  readonly usage?: Usage;
};

/** A transcript in one of the forms that are no JSON. */
export type TextReply = { readonly kind: "text"; readonly contentType: string; readonly text: string };

/** A reply of 2,048 vectors of 3,072 numbers in base64, and some more. */
const replyBytesMax = 64 * 1024 * 1024;

/** Sends a call to one target, in as many parts as its form needs. Throws what failover decides on. */
export async function attemptRelay<Input>(ports: GatewayPorts, attempt: RelayAttempt<Input>): Promise<RelayedReply> {
  const { call, target, deadline } = attempt;
  const shape = shapeFor(call, target);
  const parts = shape.inputsMax === undefined ? undefined : call.relay.split?.(call.input, shape.inputsMax);
  const startedAtMs = ports.clock.monotonicMs();
  const { firstTokenMs, totalMs } = target.timeouts;
  const guard = deadline.guardAttempt(call.stream ? firstTokenMs : undefined, totalMs);
  const send = (input: Input) => sendPart(ports, { ...attempt, shape, input, signal: guard.signal });
  try {
    const { reply, dropped } =
      parts && parts.length > 1 ? await sendParts(attempt, parts, send) : await send(call.input);
    return { target, status: 200, dropped, startedAtMs, firstTokenAtMs: ports.clock.monotonicMs(), reply };
  } catch (error) {
    throw guard.reasonOf(error);
  } finally {
    guard.commit();
  }
}

function shapeFor<Input>({ relay }: RelayCall<Input>, { provider }: Target): RelayShape<Input> {
  const id = provider.endpoints?.[relay.name];
  const shape = id === undefined ? undefined : relay.shapes[id];
  if (shape) return shape;
  throw new GatewayError("internal", { detail: `${provider.kind} has no form of ${relay.name}` });
}

type Sent = { readonly reply: RelayedReply["reply"]; readonly dropped: readonly string[] };

/** One part after the other: providers limit what runs at once, and few callers send so much. */
async function sendParts<Input>(
  { call, target, onDiscard }: RelayAttempt<Input>,
  parts: readonly Input[],
  send: (input: Input) => Promise<Sent>,
): Promise<Sent> {
  const answered: RelayedPart<Input>[] = [];
  let dropped: readonly string[] = [];
  try {
    for (const input of parts) {
      const sent = await send(input);
      if (sent.reply.kind === "whole") answered.push({ input, reply: sent.reply });
      dropped = sent.dropped;
    }
  } catch (error) {
    onDiscard(target, answered);
    throw error;
  }
  const joined = call.relay.join?.(answered.map(({ reply }) => reply)) ?? { json: {} };
  return { reply: { kind: "whole", ...joined }, dropped };
}

type PartToSend<Input> = RelayAttempt<Input> & {
  readonly shape: RelayShape<Input>;
  readonly input: Input;
  readonly signal: AbortSignal;
};

async function sendPart<Input>(ports: GatewayPorts, part: PartToSend<Input>): Promise<Sent> {
  const { call, target, shape, input } = part;
  const { body, headers, dropped } = shape.write(input, target);
  refuseDropped(dropped, call.options, target);
  const reply = await sendCall(ports, {
    target,
    credential: part.credential,
    url: shape.url(target.connection.baseUrl.replace(/\/+$/, ""), target.model),
    mediaHeaders: { ...(call.relay.otherReply ? { accept: "*/*" } : {}), ...headers },
    body,
    headersMs: target.timeouts.firstTokenMs * (call.relay.patience ?? 1),
    signal: part.signal,
  });
  return { reply: await readReply(reply, part), dropped };
}

function readReply<Input>(reply: UpstreamReply, part: PartToSend<Input>): Promise<RelayedReply["reply"]> {
  const { relay, stream } = part.call;
  if (isEventStream(reply) && (stream || relay.otherReply)) return openRelayedStream(reply);
  if (relay.otherReply === undefined || contentTypeOf(reply).startsWith("application/json")) {
    return readWhole(reply, part);
  }
  return relay.otherReply === "text" ? readPlainText(reply) : openRelayedStream(reply);
}

async function readPlainText(reply: UpstreamReply): Promise<TextReply> {
  refuseHtml(reply);
  return {
    kind: "text",
    contentType: contentTypeOf(reply) || "text/plain",
    text: await readText(reply, replyBytesMax),
  };
}

async function readWhole<Input>(
  reply: UpstreamReply,
  { shape, input, target }: PartToSend<Input>,
): Promise<WholeReply> {
  const { json, text } = await readJsonReply(reply, replyBytesMax);
  const failure = errorInReply(json);
  if (failure) throw failure;
  const read = shape.read(json, input, target);
  return { kind: "whole", ...read, ...(read.json === json ? { text } : {}) };
}
