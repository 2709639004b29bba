import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { invalid, invalidType, requireModel } from "../../dialects/read-fields.ts";
import { GatewayError } from "../../errors.ts";
import { type ParsedBody, parseBody } from "../../request/parse-body.ts";
import { spliceBody } from "../../request/splice-body.ts";
import { splitExtraFields } from "../extra-fields.ts";
import { readInputUsage } from "../read-usage.ts";
import type { Relay, RelayedJson, RelayRequest, RelayShape } from "../relay.ts";
import { byteLength, roughTokens } from "../text-size.ts";
import { urlBehind } from "../urls.ts";

export type ModerationInput = {
  readonly body: ParsedBody;
  readonly texts: readonly string[];
  /** Pictures among the texts. */
  readonly hasPictures: boolean;
};

/** OpenAI's own choice for callers that name no model, as its clients rely on. */
const defaultModel = "omni-moderation-latest";

const openaiModerations: RelayShape<ModerationInput> = {
  url: urlBehind("/moderations"),
  write: ({ body }, { model }) => ({ body: spliceBody(body, { ...body.json, model }), dropped: [] }),
  read: (reply) => readModeration(reply),
};

/** OpenAI's form without the verdict: a text is flagged where one of the categories is. */
const mistralModerations: RelayShape<ModerationInput> = {
  url: urlBehind("/moderations"),
  write: ({ body, texts, hasPictures }, { model }) => {
    if (hasPictures) {
      const message = `'input' must be text for ${model}.`;
      throw new GatewayError("unsupported_parameter", { param: "input", message });
    }
    const { dropped } = splitExtraFields(body.json, { read: new Set(["model", "input"]), taken: [] });
    return { body: JSON.stringify({ model, input: texts }), dropped };
  },
  read: (reply) => {
    const { json, ...rest } = readModeration(reply);
    const results = listOf(json["results"]).map((result) => ({ flagged: isFlagged(result), ...result }));
    return { ...rest, json: { ...json, results } };
  },
};

/** POST /v1/moderations */
export const moderations: Relay<ModerationInput> = {
  name: "moderations",
  cacheable: true,
  read: (request) => readModerationInput(parseBody(request)),
  shapes: { openai: openaiModerations, mistral: mistralModerations },
  bounds: ({ body }) => ({ inputTokens: byteLength(body.text), outputTokens: 0, choices: 1 }),
  estimate: ({ texts }, { countTokens }) => ({
    counts: { input: texts.reduce((sum, text) => sum + countTokens(text), 0) },
  }),
};

export function readModerationInput(body: ParsedBody): RelayRequest<ModerationInput> {
  const { json } = body;
  const model = json["model"] === undefined || json["model"] === null ? defaultModel : requireModel(json);
  const parts = readParts(json["input"]);
  const texts = parts.filter((part) => part !== undefined);
  const input = { body, texts, hasPictures: texts.length < parts.length };
  return { model, stream: false, inputTokens: roughTokens(texts), input };
}

/** The texts, and nothing in the place of a picture. */
function readParts(input: JsonValue | undefined): readonly (string | undefined)[] {
  if (input === undefined || input === null) throw invalid("input", "is required");
  if (typeof input === "string") return [input];
  if (!Array.isArray(input)) throw invalidType("input", "a string or a list");
  if (input.length === 0) throw invalid("input", "must not be empty");
  return input.map((part: JsonValue, index) => {
    if (typeof part === "string") return part;
    if (isJsonObject(part) && part["type"] === "text" && typeof part["text"] === "string") return part["text"];
    if (isJsonObject(part) && part["type"] === "image_url" && isJsonObject(part["image_url"])) return undefined;
    throw invalidType(`input[${index}]`, "a string, or an object of the type 'text' or 'image_url'");
  });
}

function readModeration(reply: JsonObject): RelayedJson {
  if (!Array.isArray(reply["results"])) {
    throw new GatewayError("upstream_invalid_response", { detail: "the reply holds no results" });
  }
  const usage = readInputUsage(reply["usage"]);
  return usage ? { json: reply, usage } : { json: reply };
}

function isFlagged({ categories }: JsonObject): boolean {
  return isJsonObject(categories) && Object.values(categories).includes(true);
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
