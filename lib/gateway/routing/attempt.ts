import type { JsonObject } from "#lib/core/json.ts";
import { type CanonicalEvent, type CanonicalRequest, isMeaningful } from "../dialects/canonical.ts";
import type { Dialect, OutboundDialect, TargetModel, WrittenRequest } from "../dialects/dialect.ts";
import { dialects } from "../dialects/registry.ts";
import { GatewayError } from "../errors.ts";
import { openTally, type Tally } from "../metering/tally.ts";
import type { Credential, GatewayPorts, UpstreamReply } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import { spliceBody } from "../request/splice-body.ts";
import { failureOf } from "../streaming/frames.ts";
import { type Piece, type PieceStream, readPieces } from "../streaming/pieces.ts";
import type { Deadline } from "./deadline.ts";
import type { Target } from "./plan.ts";
import { isEventStream, readJsonReply } from "./read-reply.ts";
import { refuseDropped } from "./refuse-dropped.ts";
import { sendCall } from "./send-call.ts";
import { outboundIdOf, upstreamUrl } from "./upstream-call.ts";

/** What one attempt needs to know besides the ports. */
export type AttemptInput = {
  readonly call: ModelCall;
  readonly target: Target;
  readonly credential: Credential | undefined;
  readonly outputTokensCap?: number;
  /** One for the whole request; this attempt's own limits lie inside it. */
  readonly deadline: Deadline;
};

/** One of several calls that answer a request together. */
export type CommittedPart = { readonly tally: Tally; readonly request: CanonicalRequest };

/** A reply that has begun to be meaningful: from here on no other target can take over. */
export type Committed = {
  readonly target: Target;
  /** The provider speaks the caller's dialect: its bytes go on as they are. */
  readonly relayed: boolean;
  readonly status: number;
  readonly dropped: readonly string[];
  readonly tally: Tally;
  /** Where several calls answer the request: each is counted and priced on its own. */
  readonly parts?: readonly CommittedPart[];
  readonly startedAtMs: number;
  readonly firstTokenAtMs: number;
  readonly reply:
    | {
        readonly kind: "whole";
        readonly json: JsonObject;
        readonly text: string;
        readonly events: readonly CanonicalEvent[];
      }
    | { readonly kind: "stream"; readonly pieces: PieceStream };
};

/** Sends a request to one target and reads until the first meaningful event. Throws what failover decides on. */
export async function attempt(ports: GatewayPorts, input: AttemptInput): Promise<Committed> {
  const { target, call } = input;
  const dialect = outboundDialect(target, call.dialect);
  const written = writeBody(input, dialect);
  const startedAtMs = ports.clock.monotonicMs();
  const { firstTokenMs, totalMs } = target.timeouts;
  const guard = input.deadline.guardAttempt(call.canonical.stream ? firstTokenMs : undefined, totalMs);
  try {
    const reply = await sendCall(ports, {
      target,
      credential: input.credential,
      url: upstreamUrl(
        target.connection,
        dialect.outbound.path({ model: target.model, stream: call.canonical.stream }),
      ),
      headers: dialect.id === call.dialect.id ? forwardedHeaders(target, call) : {},
      body: written.text,
      signal: guard.signal,
    });
    const about = {
      target,
      relayed: dialect.id === call.dialect.id,
      status: reply.status,
      dropped: written.dropped,
      startedAtMs,
    };
    const read =
      call.canonical.stream && isEventStream(reply)
        ? await commitStream(reply, dialect.outbound, target)
        : await commitWhole(reply, dialect.outbound, target);
    return { ...about, ...read, firstTokenAtMs: ports.clock.monotonicMs() };
  } catch (error) {
    throw guard.reasonOf(error);
  } finally {
    guard.commit();
  }
}

type OutboundChoice = Dialect & { readonly outbound: OutboundDialect };

function outboundDialect(target: Target, inbound: Dialect): OutboundChoice {
  const id = outboundIdOf(target, inbound);
  const { outbound } = dialects[id];
  if (!outbound) throw new GatewayError("internal", { detail: `the dialect ${id} has no outbound part` });
  return { ...dialects[id], outbound };
}

/** Only what the provider's file names; a caller can set no other header of the call. */
function forwardedHeaders({ provider }: Target, call: ModelCall): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const name of provider.forwardHeaders ?? []) {
    const value = call.headers[name];
    if (typeof value === "string") forwarded[name] = value;
  }
  return forwarded;
}

function writeBody(
  input: AttemptInput,
  dialect: OutboundChoice,
): { readonly text: string; readonly dropped: readonly string[] } {
  const { call, target } = input;
  const model = targetModel(input);
  const relayed = dialect.id === call.dialect.id;
  const written: WrittenRequest = relayed
    ? dialect.outbound.relayRequest(call.body.json, model)
    : dialect.outbound.writeRequest(call.canonical, model);
  refuseDropped(written.dropped, call.options, target);
  return {
    text: relayed ? spliceBody(call.body, written.body) : JSON.stringify(written.body),
    dropped: written.dropped,
  };
}

function targetModel({ call, target, outputTokensCap }: AttemptInput): TargetModel {
  const { catalogModel } = target;
  return {
    model: target.model,
    stream: call.canonical.stream,
    quirks: target.provider.quirks(target.model),
    ...(outputTokensCap === undefined ? {} : { outputTokensCap }),
    ...(catalogModel?.maxOutputTokens === undefined ? {} : { maxOutputTokens: catalogModel.maxOutputTokens }),
    ...(catalogModel ? { capabilities: catalogModel.capabilities } : {}),
  };
}

async function commitWhole(reply: UpstreamReply, outbound: OutboundDialect, target: Target) {
  const { json, text } = await readJsonReply(reply);
  const events = outbound.readReply(json, target.provider.quirks(target.model));
  const tally = openTally();
  for (const event of events) {
    if (event.type === "error") throw event.error;
    tally.add(event);
  }
  return { tally, reply: { kind: "whole" as const, json, text, events } };
}

/** Holds back what comes before the first meaningful event, so that a failure there can move on to the next target. */
async function commitStream(reply: UpstreamReply, outbound: OutboundDialect, target: Target) {
  const tally = openTally();
  const pieces = readPieces(reply, outbound.openReader(target.provider.quirks(target.model)), tally);
  const held: Piece[] = [];
  while (!held.some((piece) => piece.events.some(isMeaningful))) {
    const next = await pieces.next();
    if (next.done) throw new GatewayError("upstream_invalid_response", { detail: "the stream held no content" });
    held.push(...next.value);
    await throwFailure(held, pieces);
  }
  return { tally, reply: { kind: "stream" as const, pieces: resume(held, pieces) } };
}

/** A failure before any content moves on to the next target; one behind content is the reply's own to tell. */
async function throwFailure(held: readonly Piece[], pieces: PieceStream): Promise<void> {
  for (const piece of held) {
    const failure = failureOf(piece);
    if (failure) {
      await pieces.return();
      throw failure;
    }
    if (piece.events.some(isMeaningful)) return;
  }
}

async function* resume(held: readonly Piece[], rest: PieceStream): PieceStream {
  try {
    yield held;
    yield* rest;
  } finally {
    await rest.return();
  }
}
