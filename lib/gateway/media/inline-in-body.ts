import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { FetchedMedia } from "../dialects/remote-media.ts";

/**
 * A chat body with data in place of the addresses that were fetched, for providers that are asked in the caller's own
 * format. Only what stands where chat has an address is one; the same words in a text stay words.
 */
export function inlineInBody(body: JsonObject, fetched: ReadonlyMap<string, FetchedMedia>): JsonObject {
  const { messages } = body;
  if (!Array.isArray(messages)) return body;
  return { ...body, messages: messages.map((message: JsonValue) => inMessage(message, fetched)) };
}

function inMessage(message: JsonValue, fetched: ReadonlyMap<string, FetchedMedia>): JsonValue {
  const content = isJsonObject(message) ? message["content"] : undefined;
  if (!isJsonObject(message) || !Array.isArray(content)) return message;
  return { ...message, content: content.map((part: JsonValue) => inPart(part, fetched)) };
}

function inPart(part: JsonValue, fetched: ReadonlyMap<string, FetchedMedia>): JsonValue {
  if (!isJsonObject(part)) return part;
  const { image_url: image, file } = part;
  const toData = (url: JsonValue | undefined): string | undefined => {
    const media = typeof url === "string" ? fetched.get(url) : undefined;
    return media && `data:${media.mediaType};base64,${media.data}`;
  };
  if (isJsonObject(image))
    return { ...part, image_url: { ...image, url: toData(image["url"]) ?? image["url"] ?? null } };
  if (typeof image === "string") return { ...part, image_url: toData(image) ?? image };
  if (!isJsonObject(file)) return part;
  const data = toData(file["file_data"]);
  return data === undefined ? part : { ...part, file: { ...file, file_data: data } };
}
