import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { readCacheHint } from "../cache-hint.ts";
import type { Part } from "../canonical.ts";
import { checkMedia } from "../check-media.ts";
import { compact } from "../compact.ts";
import { readMediaUrl } from "../media.ts";
import { invalid, invalidType, optionalString, requireObject, requireString } from "../read-fields.ts";

/** Reads `content`: a text, a list of parts, or nothing. Empty texts are left out. */
export function readContent(message: JsonObject, path: string): readonly Part[] {
  const parts = readParts(message, path);
  const cache = readCacheHint(message);
  // Some clients mark the message; the mark ends what may be kept, so that it belongs to its last part.
  return cache ? parts.map((part, index) => (index === parts.length - 1 ? { cache, ...part } : part)) : parts;
}

function readParts(message: JsonObject, path: string): readonly Part[] {
  const content = message["content"];
  if (content === undefined || content === null) {
    if (message["role"] !== "user" && message["role"] !== "system" && message["role"] !== "developer") return [];
    throw invalid(`${path}.content`, "is required");
  }
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (!Array.isArray(content)) throw invalidType(`${path}.content`, "a string or a list of parts");
  return content.flatMap((value: JsonValue, index) => readPart(value, `${path}.content[${index}]`));
}

function readPart(value: JsonValue, path: string): readonly Part[] {
  if (typeof value === "string") return [{ type: "text", text: value }];
  const part = requireObject(value, path);
  const body = readPartBody(part, requireString(part, "type", path), path);
  if (!body) return [];
  const cache = readCacheHint(part);
  return [cache ? { ...body, cache } : body];
}

function readPartBody(part: JsonObject, type: string, path: string): Part | undefined {
  switch (type) {
    case "text": {
      const text = part["text"];
      if (typeof text !== "string") throw invalidType(`${path}.text`, "a string");
      return text === "" ? undefined : { type: "text", text };
    }
    case "refusal":
      return { type: "refusal", text: requireString(part, "refusal", path) };
    case "image_url":
      return readImage(part, path);
    case "input_audio": {
      const audio = requireObject(part["input_audio"], `${path}.input_audio`);
      const format = requireString(audio, "format", `${path}.input_audio`);
      const data = requireString(audio, "data", `${path}.input_audio`);
      return {
        type: "audio",
        format,
        source: checkMedia(
          { kind: "base64", mediaType: audioMediaType(format), data },
          "audio",
          `${path}.input_audio.data`,
        ),
      };
    }
    case "file":
      return readFile(requireObject(part["file"], `${path}.file`), `${path}.file`);
    default:
      return { type: "native", dialect: "openai-chat", value: part };
  }
}

/** The URL stands in an object; some clients send it bare. */
function readImage(part: JsonObject, path: string): Part {
  const image = part["image_url"];
  if (typeof image === "string")
    return { type: "image", source: checkMedia(readMediaUrl(image), "image", `${path}.image_url`) };
  const body = requireObject(image, `${path}.image_url`);
  const url = requireString(body, "url", `${path}.image_url`);
  const source = checkMedia(readMediaUrl(url), "image", `${path}.image_url.url`);
  return compact({ type: "image" as const, source, detail: optionalString(body, "detail", `${path}.image_url`) });
}

function readFile(file: JsonObject, path: string): Part {
  const filename = optionalString(file, "filename", path);
  const id = optionalString(file, "file_id", path);
  const data = id === undefined ? requireString(file, "file_data", path) : "";
  const source =
    id === undefined
      ? checkMedia(readFileData(data, filename), "file", `${path}.file_data`)
      : ({ kind: "file_id", id } as const);
  return compact({ type: "file" as const, source, filename });
}

/** A data URL as documented, or bare base64 as some clients send it. */
function readFileData(data: string, filename: string | undefined) {
  if (data.startsWith("data:") || /^https?:/.test(data)) return readMediaUrl(data);
  const mediaType = filename && !filename.toLowerCase().endsWith(".pdf") ? "text/plain" : "application/pdf";
  return { kind: "base64", mediaType, data } as const;
}

function audioMediaType(format: string): string {
  return format === "mp3" ? "audio/mpeg" : `audio/${format.toLowerCase()}`;
}
