import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CanonicalEvent } from "#lib/gateway/dialects/canonical.ts";
import { readProviderError } from "#lib/gateway/dialects/read-provider-error.ts";
import { cachedInputTokensOf, inputTokensOf, outputTokensOf, type Usage } from "#lib/gateway/metering/usage.ts";
import { openSseReader, type SseEvent } from "#lib/gateway/streaming/sse.ts";
import {
  hasRecordings,
  isStream,
  listRecordings,
  type Recording,
  readRecordedBody,
  readRecordedStream,
  recordingsDir,
} from "./recordings.ts";
import { inboundIds, outboundOf, readSse, readStream, writeStream, writeWhole } from "./support.ts";

const recordings = listRecordings();
const streams = recordings.filter(isStream);
const bodies = recordings.filter((recording) => !isStream(recording));
const replies = bodies.filter(({ status }) => status < 400);
const errors = bodies.filter(({ status }) => status >= 400);
const only = it.runIf(hasRecordings);

describe(`recorded replies of providers (${hasRecordings ? recordingsDir : `absent: ${recordingsDir}, so nothing is replayed`})`, () => {
  only("are all there", () => {
    expect([streams.length, replies.length, errors.length].every((count) => count >= 4)).toBe(true);
  });

  only.each(streams)("$file: every split of its bytes gives the same events", (recording) => {
    const bytes = readRecordedStream(recording);
    for (const piece of windowsOf(bytes)) {
      const whole = JSON.stringify(readSse(piece));
      for (let at = 1; at < piece.length; at++) {
        const reader = openSseReader();
        const split = [...reader.push(piece.subarray(0, at)), ...reader.push(piece.subarray(at)), ...reader.end()];
        if (JSON.stringify(split) !== whole) expect.fail(`differs when it is split at byte ${at}`);
      }
    }
  });

  only.each(streams)("$file: is read byte by byte as at once", (recording) => {
    const bytes = readRecordedStream(recording);
    const reader = openSseReader();
    const events: SseEvent[] = [];
    for (let at = 0; at < bytes.length; at++) events.push(...reader.push(bytes.subarray(at, at + 1)));
    expect([...events, ...reader.end()]).toEqual(readSse(bytes));
  });

  only.each(streams)("$file: ends complete, or with the error that it holds", (recording) => {
    const events = eventsOf(recording);
    const failed = events.filter(({ type }) => type === "error");
    expect(failed).toHaveLength(/error/.test(recording.file) ? 1 : 0);
    if (failed.length === 0) expect(events.filter(({ type }) => type === "finish")).toHaveLength(1);
  });

  only.each(streams)("$file: is cut off wherever it ends before its finish", (recording) => {
    const bytes = readRecordedStream(recording);
    const cut = readStream(recording.dialect, bytes.subarray(0, Math.floor(bytes.length / 2)), recording.quirks);
    expect(cut.at(-1)).toMatchObject({ type: "error", error: { code: "upstream_stream_interrupted" } });
  });

  only.each([...streams, ...replies].filter(({ usage }) => usage))(
    "$file: its usage is what the provider says",
    (recording) => {
      const usage = usageOf(eventsOf(recording));
      expect(usage && sumsOf(usage)).toEqual(expectedSums(recording));
    },
  );

  only.each([...streams, ...replies])(
    "$file: no caller's format loses or doubles text, calls or the finish",
    (recording) => {
      const events = eventsOf(recording);
      if (events.some(({ type }) => type === "error")) return;
      for (const id of inboundIds) {
        const again = readStream(id, writeStream(id, events, wantsAll));
        const whole = outboundOf(id).readReply(writeWhole(id, events, wantsAll));
        expect(gist(again), `${id}, streamed`).toEqual(gist(events));
        expect(gist(whole), `${id}, whole`).toEqual(gist(events));
      }
    },
  );

  only.each(errors)("$file: its error has one of our codes", (recording) => {
    const { status } = recording;
    const error = readProviderError({ status, headers: {}, body: readRecordedBody(recording) });
    expect(error.code).toBe(
      { 400: "upstream_rejected", 404: "upstream_model_not_found", 429: "upstream_rate_limited" }[status],
    );
  });
});

/** Callers who want everything that can be had. */
const wantsAll = {
  body: { stream_options: { include_usage: true }, reasoning: { effort: "high" }, thinking: { type: "adaptive" } },
};

function eventsOf(recording: Recording): readonly CanonicalEvent[] {
  if (isStream(recording)) return readStream(recording.dialect, readRecordedStream(recording), recording.quirks);
  const body = readRecordedBody(recording);
  return outboundOf(recording.dialect).readReply(isJsonObject(body) ? body : {}, recording.quirks);
}

/** Two neighbouring events at a time: what a split does to one does not depend on those far from it. */
function windowsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const ends: number[] = [0];
  for (let at = 1; at < bytes.length; at++) {
    const blank = bytes[at] === 10 && (bytes[at - 1] === 10 || (bytes[at - 1] === 13 && bytes[at - 2] === 10));
    if (blank) ends.push(at + 1);
  }
  return ends.slice(0, -1).map((start, index) => bytes.subarray(start, ends[index + 2] ?? bytes.length));
}

function usageOf(events: readonly CanonicalEvent[]): Usage | undefined {
  const event = events.findLast(({ type }) => type === "usage");
  return event?.type === "usage" ? event.usage : undefined;
}

const sumsOf = ({ counts }: Usage) => ({
  input: inputTokensOf(counts),
  cached: cachedInputTokensOf(counts),
  output: outputTokensOf(counts),
});

/** The sums in each provider's own way of counting, worked out from the recording alone. */
function expectedSums({ dialect, quirks, usage = {} }: Recording) {
  const count = (value: JsonObject[string] | undefined): number => (typeof value === "number" ? value : 0);
  const inside = (name: string, field: string): number =>
    count(isJsonObject(usage[name]) ? usage[name][field] : undefined);
  switch (dialect) {
    case "anthropic-messages": {
      const cached = count(usage["cache_read_input_tokens"]);
      const input = count(usage["input_tokens"]) + cached + count(usage["cache_creation_input_tokens"]);
      return { input, cached, output: count(usage["output_tokens"]) };
    }
    case "google-generate":
      return {
        input: count(usage["promptTokenCount"]),
        cached: count(usage["cachedContentTokenCount"]),
        output: count(usage["candidatesTokenCount"]) + count(usage["thoughtsTokenCount"]),
      };
    case "openai-responses":
      return {
        input: count(usage["input_tokens"]),
        cached: inside("input_tokens_details", "cached_tokens"),
        output: count(usage["output_tokens"]),
      };
    case "openai-chat": {
      const thought = inside("completion_tokens_details", "reasoning_tokens");
      const total = count(usage["total_tokens"]);
      const prompt = count(usage["prompt_tokens"]);
      const output =
        total > 0 ? total - prompt : count(usage["completion_tokens"]) + (quirks.reasoningOutsideOutput ? thought : 0);
      return { input: prompt, cached: inside("prompt_tokens_details", "cached_tokens"), output };
    }
  }
}

/** What every format can carry of a reply. */
function gist(events: readonly CanonicalEvent[]) {
  const textOf = (...types: readonly string[]) =>
    events.map((event) => ("text" in event && types.includes(event.type) ? event.text : "")).join("");
  const calls = events.flatMap((event) =>
    event.type === "tool_start" ? [{ name: event.name, input: argumentsOf(events, event.index) }] : [],
  );
  const finish = events.flatMap((event) => (event.type === "finish" ? [event.reason] : []));
  const usage = usageOf(events) ?? { counts: {} };
  // Anthropic's format has no place for a refusal but the text, and none for missing usage.
  return { text: textOf("text", "refusal"), reasoning: textOf("reasoning"), calls, finish, usage: sumsOf(usage) };
}

function argumentsOf(events: readonly CanonicalEvent[], index: number): unknown {
  const text = events
    .map((event) => (event.type === "tool_arguments" && event.index === index ? event.text : ""))
    .join("");
  return JSON.parse(text || "{}");
}
