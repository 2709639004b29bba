import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { MediaSource, Part } from "../canonical.ts";
import { checkMedia } from "../check-media.ts";
import { compact } from "../compact.ts";
import { readMediaUrl } from "../media.ts";
import { invalid, invalidType, optionalString, requireObject, requireString } from "../read-fields.ts";

/** Reads the content of a message or of a tool's output; empty texts are left out. */
export function readContent(content: JsonValue, path: string): readonly Part[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (!Array.isArray(content)) throw invalidType(path, "a string or a list of parts");
  return content.flatMap((value: JsonValue, index) => {
    const part = readPart(requireObject(value, `${path}[${index}]`), `${path}[${index}]`);
    return part ? [part] : [];
  });
}

function readPart(part: JsonObject, path: string): Part | undefined {
  switch (requireString(part, "type", path)) {
    case "input_text":
    case "output_text":
    case "text":
    case "summary_text": {
      const { text } = part;
      if (typeof text !== "string") throw invalidType(`${path}.text`, "a string");
      return text === "" ? undefined : { type: "text", text };
    }
    case "refusal":
      return { type: "refusal", text: requireString(part, "refusal", path) };
    case "input_image":
      return compact({
        type: "image" as const,
        source: readImage(part, path),
        detail: optionalString(part, "detail", path),
      });
    case "input_file":
      return compact({
        type: "file" as const,
        source: readFile(part, path),
        filename: optionalString(part, "filename", path),
      });
    case "input_audio": {
      const audio = requireObject(part["input_audio"], `${path}.input_audio`);
      const format = requireString(audio, "format", `${path}.input_audio`);
      const data = requireString(audio, "data", `${path}.input_audio`);
      const mediaType = format === "mp3" ? "audio/mpeg" : `audio/${format}`;
      return {
        type: "audio",
        format,
        source: checkMedia({ kind: "base64", mediaType, data }, "audio", `${path}.input_audio.data`),
      };
    }
    default:
      return { type: "native", dialect: "openai-responses", value: part };
  }
}

function readImage(part: JsonObject, path: string): MediaSource {
  const id = optionalString(part, "file_id", path);
  if (id !== undefined) return { kind: "file_id", id };
  return checkMedia(readMediaUrl(requireString(part, "image_url", path)), "image", `${path}.image_url`);
}

function readFile(part: JsonObject, path: string): MediaSource {
  const id = optionalString(part, "file_id", path);
  if (id !== undefined) return { kind: "file_id", id };
  const url = optionalString(part, "file_url", path);
  if (url !== undefined) return { kind: "url", url };
  const data = optionalString(part, "file_data", path);
  if (data === undefined) throw invalid(`${path}.file_data`, "is required without file_id or file_url");
  const source: MediaSource = data.startsWith("data:")
    ? readMediaUrl(data)
    : { kind: "base64", mediaType: "application/pdf", data };
  return checkMedia(source, "file", `${path}.file_data`);
}
