import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent, CanonicalRequest } from "#lib/gateway/dialects/canonical.ts";
import type {
  DialectId,
  DialectQuirks,
  InboundDialect,
  OutboundDialect,
  OutboundDialectId,
  TargetModel,
  WrittenRequest,
} from "#lib/gateway/dialects/dialect.ts";
import { dialects } from "#lib/gateway/dialects/registry.ts";
import { openSseReader, type SseEvent } from "#lib/gateway/streaming/sse.ts";

export const inboundIds = ["openai-chat", "openai-responses", "anthropic-messages"] as const;
export const outboundIds = ["openai-chat", "openai-responses", "anthropic-messages", "google-generate"] as const;

export type InboundId = (typeof inboundIds)[number];

export function inboundOf(id: DialectId): InboundDialect {
  const { inbound } = dialects[id];
  if (!inbound) throw new Error(`${id} takes no requests`);
  return inbound;
}

export function outboundOf(id: DialectId): OutboundDialect {
  const { outbound } = dialects[id];
  if (!outbound) throw new Error(`${id} serves no requests`);
  return outbound;
}

/** Data objects as the text of a stream; a string stays as it is, e.g. `[DONE]`. */
export function sse(...data: readonly (JsonObject | string)[]): string {
  return data.map((one) => `data: ${typeof one === "string" ? one : JSON.stringify(one)}\n\n`).join("");
}

export function readSse(text: string | Uint8Array): readonly SseEvent[] {
  const reader = openSseReader();
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return [...reader.push(bytes), ...reader.end()];
}

/** The events of a whole upstream stream, its end included. */
export function readStream(
  id: DialectId,
  text: string | Uint8Array,
  quirks?: DialectQuirks,
): readonly CanonicalEvent[] {
  const reader = outboundOf(id).openReader(quirks);
  return [...readSse(text).flatMap((event) => reader.read(event)), ...reader.finish()];
}

/** Neighbouring pieces of one text as one, so that streams and whole replies can be compared. */
export function joinPieces(events: readonly CanonicalEvent[]): readonly CanonicalEvent[] {
  const joined: CanonicalEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (last && "text" in last && "text" in event && last.type === event.type && placeOf(last) === placeOf(event)) {
      joined[joined.length - 1] = { ...last, text: last.text + event.text };
    } else {
      joined.push(event);
    }
  }
  return joined;
}

function placeOf(event: CanonicalEvent): string {
  return JSON.stringify({ ...event, text: "" });
}

/** The smallest body of each format, to which a test adds what it is about. */
const smallest: Readonly<Record<InboundId, JsonObject>> = {
  "openai-chat": { model: "m", messages: [{ role: "user", content: "Hi" }] },
  "openai-responses": { model: "m", input: "Hi" },
  "anthropic-messages": { model: "m", max_tokens: 100, messages: [{ role: "user", content: "Hi" }] },
};

export function readBody(id: InboundId, body: JsonObject = {}): CanonicalRequest {
  return inboundOf(id).readRequest({ ...smallest[id], ...body });
}

/** Models that have every feature of their format. */
export const models: Readonly<Record<OutboundDialectId, string>> = {
  "openai-chat": "gpt-5.2",
  "openai-responses": "gpt-5.2",
  "anthropic-messages": "claude-opus-4-6",
  "google-generate": "gemini-3.1-pro",
};

/** A body of one format, written for a provider of another one. */
export function translate(
  { from, to }: { readonly from: InboundId; readonly to: OutboundDialectId },
  body: JsonObject,
  target: Partial<TargetModel> = {},
): WrittenRequest {
  const request = readBody(from, body);
  return outboundOf(to).writeRequest(request, { model: models[to], stream: request.stream, quirks: {}, ...target });
}

export type ReplyOptions = { readonly stream?: boolean; readonly metadata?: JsonObject; readonly body?: JsonObject };

const contextOf = (id: InboundId, { stream = true, body = {} }: ReplyOptions) => ({
  request: { ...readBody(id, body), stream },
  replyId: "r1",
  createdSeconds: 1_700_000_000,
  model: "m",
});

/** The text of the stream in which a caller gets the events. */
export function writeStream(id: InboundId, events: readonly CanonicalEvent[], options: ReplyOptions = {}): string {
  const writer = inboundOf(id).openWriter(contextOf(id, { ...options, stream: true }));
  let text = "";
  for (const event of events) {
    if (event.type === "error") return text + writer.fail(event.error).join("");
    text += writer.write(event).join("");
  }
  return text + writer.end(options.metadata).join("");
}

/** The whole reply in which a caller gets the events. */
export function writeWhole(id: InboundId, events: readonly CanonicalEvent[], options: ReplyOptions = {}): JsonObject {
  const writer = inboundOf(id).openWriter(contextOf(id, { ...options, stream: false }));
  for (const event of events) writer.write(event);
  return writer.whole(options.metadata);
}

/** The data of every event of a stream, parsed; `[DONE]` stays text. */
export function dataOf(text: string): readonly JsonValue[] {
  return readSse(text).map(({ data }) => (data === "[DONE]" ? data : JSON.parse(data)));
}
