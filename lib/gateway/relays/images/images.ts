import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { dropParameters } from "../../dialects/dropped.ts";
import { hasCounts, openCounts } from "../../dialects/read-counts.ts";
import { GatewayError } from "../../errors.ts";
import { imageCondition } from "../../metering/price.ts";
import type { Usage } from "../../metering/usage.ts";
import { parseBody } from "../../request/parse-body.ts";
import { spliceBody } from "../../request/splice-body.ts";
import { reportedUsage } from "../read-usage.ts";
import type { Relay, RelayShape, RelayTarget } from "../relay.ts";
import { byteLength } from "../text-size.ts";
import { urlBehind } from "../urls.ts";
import { type ImagesInput, readImagesInput } from "./input.ts";
import { imageTokens, imageTokensBound } from "./picture-tokens.ts";

const openaiImages: RelayShape<ImagesInput> = {
  url: urlBehind("/images/generations"),
  write: ({ body }, { model }) => ({ body: spliceBody(body, { ...body.json, model }), dropped: [] }),
  read: (reply, input, target) => {
    const { data } = reply;
    if (!Array.isArray(data) || data.length === 0) {
      throw new GatewayError("upstream_invalid_response", { detail: "the reply holds no pictures" });
    }
    const usage = readImagesUsage(reply, input, data.length);
    return { json: reply, ...(isCharged(usage, target) ? { usage } : {}) };
  },
};

/** xAI decides on size and style itself. */
const xaiImages: RelayShape<ImagesInput> = {
  ...openaiImages,
  write: ({ body }, { model }) => {
    const changed: Record<string, JsonValue> = { ...body.json, model };
    const dropped = dropParameters(changed, ["size", "quality", "style"]);
    return { body: spliceBody(body, changed), dropped };
  },
};

/** POST /v1/images/generations */
export const images: Relay<ImagesInput> = {
  name: "images/generations",
  read: (request) => readImagesInput(parseBody(request)),
  shapes: { openai: openaiImages, xai: xaiImages },
  patience: 5,
  bounds: (input, target) => ({
    inputTokens: byteLength(input.prompt) + promptMarksMax,
    outputTokens: imageTokensBound(input),
    choices: input.count,
    classes: ["input", "output", "image_output"],
    conditions: possibleConditions(input, target),
    ...(isPaidByToken(target) ? {} : { units: { image: input.count } }),
  }),
  estimate: (input, { countTokens, json, target }) => {
    const image = Array.isArray(json?.["data"]) ? json["data"].length : input.count;
    const conditions = [imageCondition(input.quality, input.size)];
    if (!isPaidByToken(target)) return { counts: { image }, conditions };
    return {
      counts: { input: countTokens(input.prompt), image, image_output: image * imageTokens(input) },
      conditions,
    };
  },
  readEventUsage: (event, input) => (isJsonObject(event["usage"]) ? readImagesUsage(event, input, 1) : undefined),
};

/** What a provider puts around the prompt. */
const promptMarksMax = 64;

/** How many pictures came, of which kind, and their tokens where those were counted. */
function readImagesUsage(reply: JsonObject, input: ImagesInput, image: number): Usage {
  const { usage } = reply;
  const conditions = [imageCondition(kindOf(reply["quality"], input.quality), kindOf(reply["size"], input.size))];
  if (!hasCounts(usage, ["input_tokens", "output_tokens"])) return { counts: { image }, conditions };
  const counts = openCounts(usage);
  const input_ = counts.split(counts.read("input_tokens"), [counts.read("input_tokens_details.image_tokens")]);
  const output = counts.split(counts.read("output_tokens"), [counts.read("output_tokens_details.text_tokens")]);
  const tokens = {
    input: input_.rest,
    image_input: input_.parts[0] ?? 0,
    output: output.parts[0] ?? 0,
    image_output: output.rest,
  };
  return { ...reportedUsage({ ...tokens, image }, usage["cost"], counts.clamped()), conditions };
}

function kindOf(reported: JsonValue | undefined, asked: string | undefined): string | undefined {
  return typeof reported === "string" && reported !== "auto" ? reported : asked;
}

/** Pictures alone say nothing of the cost where only their tokens have a price. */
function isCharged({ counts }: Usage, target: RelayTarget): boolean {
  return counts.image_output !== undefined || !isPaidByToken(target);
}

function isPaidByToken({ price }: RelayTarget): boolean {
  return price.kind === "known" && price.price.rates.image_output !== undefined;
}

/** Where the provider chooses quality or size, it may choose the dearest. */
function possibleConditions({ quality, size }: ImagesInput, { price }: RelayTarget): readonly string[] {
  if (quality !== undefined && size !== undefined) return [imageCondition(quality, size)];
  return price.kind === "known" ? Object.keys(price.price.variants ?? {}) : [];
}
