import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { hasCounts, openCounts } from "../../dialects/read-counts.ts";
import { GatewayError } from "../../errors.ts";
import type { Usage, UsageCounts } from "../../metering/usage.ts";
import { reportedUsage } from "../read-usage.ts";
import type { Relay, RelayName, RelayShape, RelayTarget } from "../relay.ts";
import { urlBehind } from "../urls.ts";
import { readTranscriptionInput, type TranscriptionInput } from "./input.ts";
import { lastTimestamp } from "./last-timestamp.ts";

/** POST /v1/audio/transcriptions */
export const transcriptions = relayOf("audio/transcriptions");

/** POST /v1/audio/translations */
export const translations = relayOf("audio/translations");

/** The form goes on while it comes; only the model and the file's name are changed on the way. */
function relayOf(name: Extract<RelayName, `audio/trans${string}`>): Relay<TranscriptionInput> {
  const openai: RelayShape<TranscriptionInput> = {
    url: urlBehind(`/${name}`),
    write: ({ upload }, { model }) => {
      const edits = upload.editsFor(model);
      const grown = edits.reduce((sum, { start, end, bytes }) => sum + bytes.length - (end - start), 0);
      const { announcedBytes } = upload;
      return {
        body: upload.body.open(edits),
        headers: {
          "content-type": upload.contentType,
          ...(announcedBytes === undefined ? {} : { "content-length": String(announcedBytes + grown) }),
        },
        dropped: [],
      };
    },
    read: (reply, _input, target) => {
      if (typeof reply["text"] !== "string") {
        throw new GatewayError("upstream_invalid_response", { detail: "the reply holds no text" });
      }
      const usage = readTranscriptionUsage(reply, target);
      return { json: reply, ...(usage ? { usage } : {}) };
    },
  };
  return {
    name,
    read: readTranscriptionInput,
    shapes: { openai },
    otherReply: "text",
    patience: 5,
    canRepeat: ({ upload }) => upload.body.isWhole(),
    bounds: (input, target) => boundsOf(input, target),
    estimate: (input, { target, countTokens, json, text }) => {
      const said = text ?? (typeof json?.["text"] === "string" ? json["text"] : "");
      const seconds = lastTimestamp(said) ?? input.audio.seconds ?? input.fileBytes() / speechBytesPerSecond;
      return { counts: countsOf(seconds, target, countTokens(said)) };
    },
    readEventUsage: (event) => readTokens(event["usage"]),
  };
}

/** 32 kbit/s, as speech is usually compressed; for files whose head does not say how long they are. */
const speechBytesPerSecond = 4_000;
/** What OpenAI's models count for a second of sound. */
const tokensPerSecond = 10;
/** Beyond the sound itself: a prompt, and what the provider puts around it. */
const promptTokensMax = 4_096;

function boundsOf({ audio, fileBytesMax }: TranscriptionInput, target: RelayTarget) {
  const seconds = Math.ceil(fileBytesMax / audio.bytesPerSecondMin);
  const { contextTokens, maxOutputTokens } = target.catalogModel ?? {};
  const tokens = 2 * tokensPerSecond * seconds + promptTokensMax;
  return {
    inputTokens: Math.min(tokens, contextTokens ?? tokens),
    outputTokens: Math.min(tokens, maxOutputTokens ?? tokens),
    choices: 1,
    classes: ["input", "audio_input", "output"] as const,
    ...(isPaidBySecond(target) ? { units: { second: billedSeconds(seconds, target) } } : {}),
  };
}

function countsOf(seconds: number, target: RelayTarget, output: number): UsageCounts {
  if (isPaidBySecond(target)) return { second: billedSeconds(seconds, target) };
  return { audio_input: Math.ceil(seconds * tokensPerSecond), output };
}

function isPaidBySecond({ price }: RelayTarget): boolean {
  return price.kind === "known" && price.price.rates.second !== undefined;
}

/** Seconds are billed whole, and short files as if they were longer at some providers. */
function billedSeconds(seconds: number, { provider }: RelayTarget): number {
  return Math.max(Math.ceil(seconds), provider.audioSecondsMin ?? 0);
}

/** Tokens or seconds; a report of what the model is not paid by is none. */
function readTranscriptionUsage(reply: JsonObject, target: RelayTarget): Usage | undefined {
  const { usage, duration } = reply;
  const tokens = readTokens(usage);
  if (tokens && !isPaidBySecond(target)) return tokens;
  const seconds = secondsOf(isJsonObject(usage) ? usage["seconds"] : undefined) ?? secondsOf(duration);
  if (seconds === undefined || (target.price.kind === "known" && !isPaidBySecond(target))) return undefined;
  return { counts: { second: billedSeconds(seconds, target) } };
}

/** Numbers, or texts as older models wrote them. */
function secondsOf(value: JsonObject[string] | undefined): number | undefined {
  const seconds = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function readTokens(usage: JsonObject[string] | undefined): Usage | undefined {
  if (!hasCounts(usage, ["input_tokens", "output_tokens"])) return undefined;
  const counts = openCounts(usage);
  const { rest, parts } = counts.split(counts.read("input_tokens"), [counts.read("input_token_details.text_tokens")]);
  const tokens = { input: parts[0] ?? 0, audio_input: rest, output: counts.read("output_tokens") };
  return reportedUsage(tokens, undefined, counts.clamped());
}
