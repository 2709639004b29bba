import { asGatewayError, GatewayError } from "../errors.ts";
import type { CallPreparation } from "../media/inline-media.ts";
import { sumUsage } from "../metering/sum-usage.ts";
import type { Tally } from "../metering/tally.ts";
import type { GatewayPorts } from "../ports.ts";
import type { PieceStream } from "../streaming/pieces.ts";
import { type AttemptInput, attempt, type Committed, type CommittedPart } from "./attempt.ts";
import type { Deadline } from "./deadline.ts";
import { asPartOf, mergePieces, partOfPieces } from "./merge-pieces.ts";
import { retryWaitMs } from "./retry-wait.ts";
import { type PartialCall, splitCall } from "./split-call.ts";

/** What a request's attempts share. */
export type CallContext = { readonly prepare: CallPreparation; readonly onDiscard: OnDiscard };

/** Told of calls that the provider answered and bills although the request as a whole failed. */
export type OnDiscard = (target: AttemptInput["target"], parts: readonly CommittedPart[]) => void;

/**
 * Tries one target with as many calls at once as the request needs there. The first of them that begins to be
 * meaningful is the commit point of all: from there on a call that fails is tried once more, and no other target is.
 */
export async function attemptCall(ports: GatewayPorts, given: AttemptInput, context: CallContext): Promise<Committed> {
  const input = { ...given, call: await context.prepare(given.call, given.target) };
  const calls = splitCall(input.call, input.target);
  if (calls.length === 1) return attempt(ports, input);
  const run = (part: PartialCall) => attempt(ports, { ...input, call: part.call });
  const again: Again = async (part, cause) => {
    await waitToRetry(ports, input.deadline, cause);
    return run(part);
  };
  const running = calls.map((part) => ({ part, first: run(part) }));
  for (const { first } of running) first.catch(() => undefined);
  const begun = await firstOf(running.map(({ first }) => first));
  return input.call.canonical.stream
    ? commitStreams(begun, running, again)
    : await commitReplies(begun, running, { again, onDiscard: context.onDiscard });
}

type Running = { readonly part: PartialCall; readonly first: Promise<Committed> };
/** The second try of a call beside others that were answered. */
type Again = (part: PartialCall, cause: unknown) => Promise<Committed>;

/** Throws what the first try threw where another one would not help, or would come too late. */
async function waitToRetry({ random }: GatewayPorts, deadline: Deadline, cause: unknown): Promise<void> {
  const error = asGatewayError(cause);
  const waitMs = error.row.failover === "stop" ? undefined : retryWaitMs(error, 1, random);
  if (waitMs === undefined || waitMs >= deadline.remainingMs()) throw error;
  await deadline.pause(waitMs);
}

/** Throws what failover decides on where no call was answered: nothing is billed then. */
async function firstOf(calls: readonly Promise<Committed>[]): Promise<Committed> {
  try {
    return await Promise.any(calls);
  } catch {
    return await Promise.race(calls);
  }
}

async function commitReplies(
  begun: Committed,
  running: readonly Running[],
  { again, onDiscard }: { readonly again: Again; readonly onDiscard: OnDiscard },
): Promise<Committed> {
  const ended = await Promise.allSettled(
    running.map(({ part, first }) => first.catch((cause: unknown) => again(part, cause))),
  );
  const parts = ended.flatMap((end, index) => {
    const call = running[index]?.part;
    return end.status === "fulfilled" && call ? [{ committed: end.value, part: call }] : [];
  });
  const failure = ended.find((end) => end.status === "rejected");
  const tallies = parts.map(({ committed, part }) => partOf(committed, part));
  if (failure) {
    onDiscard(begun.target, tallies);
    throw incomplete(failure.reason);
  }
  const usages = parts.map(({ committed }) => committed.tally.usage());
  const usage = sumUsage(usages);
  const events = parts.flatMap(({ committed, part }) =>
    committed.reply.kind === "whole" ? asPartOf(committed.reply.events, part.firstChoice) : [],
  );
  return {
    ...begun,
    relayed: false,
    tally: tallyOf(tallies),
    parts: tallies,
    reply: {
      kind: "whole",
      json: {},
      text: "",
      events: [...events, ...(usage ? [{ type: "usage" as const, usage }] : [])],
    },
  };
}

/** What is counted grows with the calls that begin: the reply is priced by all of them at its end. */
function commitStreams(begun: Committed, running: readonly Running[], again: Again): Committed {
  const parts: CommittedPart[] = [];
  const streams = running.map(({ part, first }) => readCall(part, first, { again, parts }));
  return {
    ...begun,
    relayed: false,
    tally: tallyOf(parts),
    parts,
    reply: { kind: "stream", pieces: mergePieces(streams) },
  };
}

async function* readCall(
  part: PartialCall,
  first: Promise<Committed>,
  { again, parts }: { readonly again: Again; readonly parts: CommittedPart[] },
): PieceStream {
  const committed = await first
    .catch((cause: unknown) => again(part, cause))
    .catch((cause: unknown) => Promise.reject(incomplete(cause)));
  parts.push(partOf(committed, part));
  const { reply } = committed;
  // A provider may answer a request for a stream with a whole reply.
  if (reply.kind === "whole") {
    yield [{ events: asPartOf(reply.events, part.firstChoice) }];
    return;
  }
  for await (const pieces of reply.pieces) yield partOfPieces(pieces, part.firstChoice);
}

function partOf({ tally }: Committed, { call }: PartialCall): CommittedPart {
  return { tally, request: call.canonical };
}

/** Each call has a report of its own: there is none of the whole. */
function tallyOf(parts: readonly CommittedPart[]): Tally {
  return {
    add: () => undefined,
    usage: () => undefined,
    usageSoFar: () => undefined,
    outputText: () => parts.map(({ tally }) => tally.outputText()).join(""),
  };
}

/** Behind the commit point: another target would answer everything anew, and everything would be paid twice. */
function incomplete(cause: unknown): GatewayError {
  if (cause instanceof GatewayError && cause.code === "caller_gone") return cause;
  const detail = cause instanceof GatewayError ? `${cause.code}: ${cause.options.detail ?? ""}` : String(cause);
  const message = "The provider answered only a part of the choices.";
  return new GatewayError("upstream_stream_interrupted", { message, detail, cause });
}
