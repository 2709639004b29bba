import type { CatalogModel } from "../catalog/catalog.ts";
import type { CanonicalRequest, Part } from "../dialects/canonical.ts";

/** What a request asks of the model that answers it. */
export type RequestNeeds = {
  readonly tools: boolean;
  readonly vision: boolean;
  readonly jsonSchema: boolean;
  /** An estimate; the exact count is only known to the provider. */
  readonly inputTokens: number;
  readonly outputTokens?: number;
};

const charactersPerToken = 4;
/** About what one picture costs at usual sizes, whatever the bytes of its file. */
const tokensPerImage = 1_000;

export function needsOf(request: CanonicalRequest, bodyText: string): RequestNeeds {
  const media = { images: 0, characters: 0 };
  for (const message of request.messages) for (const part of message.parts) countMedia(part, media);
  const characters = Math.max(0, bodyText.length - media.characters);
  return {
    tools: request.tools.length > 0,
    vision: media.images > 0,
    jsonSchema: request.responseFormat?.kind === "json_schema",
    inputTokens: Math.ceil(characters / charactersPerToken) + tokensPerImage * media.images,
    ...(request.maxOutputTokens === undefined ? {} : { outputTokens: request.maxOutputTokens }),
  };
}

/** Pictures and files are no text: their base64 does not count as such. */
function countMedia(part: Part, media: { images: number; characters: number }): void {
  if (part.type === "tool_result") for (const inner of part.parts) countMedia(inner, media);
  if (part.type !== "image" && part.type !== "audio" && part.type !== "file") return;
  if (part.type === "image") media.images++;
  if (part.source.kind === "base64") media.characters += part.source.data.length;
}

/** The first need that the catalog says a model does not meet, in words; what the catalog does not say counts as met. */
export function unmetNeed(needs: RequestNeeds, model: CatalogModel | undefined): string | undefined {
  if (!model) return undefined;
  const { capabilities } = model;
  if (needs.tools && capabilities.tools === false) return "the model takes no tools";
  if (needs.vision && capabilities.vision === false) return "the model reads no pictures";
  if (needs.jsonSchema && capabilities.jsonSchema === false) return "the model answers by no JSON schema";
  const inputMax = model.maxInputTokens ?? model.contextTokens;
  if (inputMax !== undefined && needs.inputTokens > inputMax) {
    return `about ${needs.inputTokens} input tokens, and the model reads ${inputMax}`;
  }
  if (needs.outputTokens !== undefined && needs.outputTokens > (model.maxOutputTokens ?? Number.POSITIVE_INFINITY)) {
    return `${needs.outputTokens} output tokens are asked for, and the model writes ${model.maxOutputTokens}`;
  }
  return undefined;
}
