import {
  invalid,
  optionalBoolean,
  optionalInteger,
  optionalString,
  requireModel,
  requireString,
} from "../../dialects/read-fields.ts";
import type { ParsedBody } from "../../request/parse-body.ts";
import type { RelayRequest } from "../relay.ts";
import { roughTokens } from "../text-size.ts";

export type ImagesInput = {
  readonly body: ParsedBody;
  readonly prompt: string;
  readonly count: number;
  /** In pixels, e.g. `1024x1536`; absent where the provider chooses. */
  readonly size?: string;
  /** Absent where the provider chooses. */
  readonly quality?: string;
  /** Pictures that show how the work goes on, in a stream. */
  readonly partialImages: number;
};

/** OpenAI's own limits. */
const countMax = 10;
const partialImagesMax = 3;

export function readImagesInput(body: ParsedBody): RelayRequest<ImagesInput> {
  const { json } = body;
  const model = requireModel(json);
  const prompt = requireString(json, "prompt");
  const count = optionalInteger(json, "n", { min: 1, max: countMax }) ?? 1;
  const size = chosen(optionalString(json, "size"));
  if (size !== undefined && !/^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(size)) {
    throw invalid("size", "must be 'auto' or a width and a height such as '1024x1024'");
  }
  const quality = chosen(optionalString(json, "quality"));
  const format = optionalString(json, "response_format");
  if (format !== undefined && format !== "url" && format !== "b64_json") {
    throw invalid("response_format", "must be 'url' or 'b64_json'");
  }
  const partialImages = optionalInteger(json, "partial_images", { min: 0, max: partialImagesMax }) ?? 0;
  return {
    model,
    stream: optionalBoolean(json, "stream") ?? false,
    inputTokens: roughTokens([prompt]),
    input: {
      body,
      prompt,
      count,
      partialImages,
      ...(size === undefined ? {} : { size }),
      ...(quality === undefined ? {} : { quality }),
    },
  };
}

function chosen(value: string | undefined): string | undefined {
  return value === "auto" ? undefined : value;
}
