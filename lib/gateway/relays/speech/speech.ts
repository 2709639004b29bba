import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { hasCounts, openCounts } from "../../dialects/read-counts.ts";
import {
  invalid,
  invalidType,
  optionalNumber,
  optionalString,
  requireModel,
  requireString,
} from "../../dialects/read-fields.ts";
import { GatewayError } from "../../errors.ts";
import type { Usage } from "../../metering/usage.ts";
import { type ParsedBody, parseBody } from "../../request/parse-body.ts";
import { spliceBody } from "../../request/splice-body.ts";
import { reportedUsage } from "../read-usage.ts";
import type { Relay, RelayRequest, RelayShape, RelayTarget } from "../relay.ts";
import { byteLength, roughTokens } from "../text-size.ts";
import { urlBehind } from "../urls.ts";

export type SpeechInput = {
  readonly body: ParsedBody;
  readonly text: string;
  readonly instructions: string;
  readonly speed: number;
};

const openaiSpeech: RelayShape<SpeechInput> = {
  url: urlBehind("/audio/speech"),
  write: ({ body }, { model }) => ({ body: spliceBody(body, { ...body.json, model }), dropped: [] }),
  read: () => {
    throw new GatewayError("upstream_invalid_response", { detail: "JSON came in the place of sound" });
  },
};

/** POST /v1/audio/speech: sound that goes on as it comes, or a stream of events with `stream_format: "sse"`. */
export const speech: Relay<SpeechInput> = {
  name: "audio/speech",
  read: (request) => readSpeechInput(parseBody(request)),
  shapes: { openai: openaiSpeech },
  otherReply: "bytes",
  bounds: (input, target) => ({
    inputTokens: byteLength(input.text) + byteLength(input.instructions) + promptMarksMax,
    outputTokens:
      Math.ceil((charactersOf(input) * tokensPerCharacterMax) / Math.min(1, input.speed)) + silenceTokensMax,
    choices: 1,
    classes: ["input", "output", "audio_output"],
    ...(isPaidByCharacter(target) ? { units: { character: charactersOf(input) } } : {}),
  }),
  estimate: (input, { target, countTokens }) => {
    if (isPaidByCharacter(target)) return { counts: { character: charactersOf(input) } };
    const spoken = Math.ceil((charactersOf(input) * tokensPerCharacter) / input.speed);
    return { counts: { input: countTokens(`${input.instructions}\n${input.text}`), audio_output: spoken } };
  },
  readEventUsage,
};

const promptMarksMax = 64;
/** A minute of OpenAI's speech is about 1,250 tokens and 900 characters. */
const tokensPerCharacter = 1.4;
/** Digits and signs are read out as words. */
const tokensPerCharacterMax = 12;
const silenceTokensMax = 512;

export function readSpeechInput(body: ParsedBody): RelayRequest<SpeechInput> {
  const { json } = body;
  const model = requireModel(json);
  const text = requireString(json, "input");
  checkVoice(json);
  const speed = optionalNumber(json, "speed", { min: 0.25, max: 4 }) ?? 1;
  const format = optionalString(json, "stream_format");
  if (format !== undefined && format !== "audio" && format !== "sse") {
    throw invalid("stream_format", "must be 'audio' or 'sse'");
  }
  return {
    model,
    stream: format === "sse",
    inputTokens: roughTokens([text]),
    input: { body, text, speed, instructions: optionalString(json, "instructions") ?? "" },
  };
}

/** A name, or an object with the id of a voice of one's own. */
function checkVoice({ voice }: JsonObject): void {
  if (voice === undefined || voice === null || voice === "") throw invalid("voice", "is required");
  if (typeof voice !== "string" && !isJsonObject(voice)) throw invalidType("voice", "a string");
}

/** As people count: by code points, not by the halves of them. */
function charactersOf({ text }: SpeechInput): number {
  return [...text].length;
}

function isPaidByCharacter({ price }: RelayTarget): boolean {
  return price.kind === "known" && price.price.rates.character !== undefined;
}

function readEventUsage({ usage }: JsonObject): Usage | undefined {
  if (!hasCounts(usage, ["input_tokens", "output_tokens"])) return undefined;
  const counts = openCounts(usage);
  const tokens = { input: counts.read("input_tokens"), audio_output: counts.read("output_tokens") };
  return reportedUsage(tokens, undefined, counts.clamped());
}
