import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalRequest, MediaSource, Part, Role } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { writeMediaUrl } from "../media.ts";
import { unsupportedContent } from "../unsupported-content.ts";

type Dialect = CanonicalRequest["dialect"];

/** Texts alone as one string, as chat's clients see them; anything else as a list of parts. */
export function writeContent(parts: readonly Part[], role: Role, dialect: Dialect): JsonValue {
  if (parts.every((part) => part.type === "text")) {
    if (parts.length <= 1 || role === "tool") return parts.map((part) => part.text).join("\n");
  }
  return parts.map((part) => writePart(part, role, dialect));
}

function writePart(part: Part, role: Role, dialect: Dialect): JsonObject {
  switch (part.type) {
    case "text":
      return role === "assistant"
        ? { type: "output_text", text: part.text, annotations: [] }
        : { type: "input_text", text: part.text };
    case "refusal":
      return { type: "refusal", refusal: part.text };
    case "image":
      return writeImage(part.source, part.detail, dialect);
    case "file":
      return writeFile(part.source, part.filename, dialect);
    case "audio":
      if (part.source.kind !== "base64") throw unsupportedContent("audio by reference");
      return { type: "input_audio", input_audio: { data: part.source.data, format: part.format } };
    default:
      throw unsupportedContent(`a ${part.type} in this place`);
  }
}

function writeImage(source: MediaSource, detail: string | undefined, dialect: Dialect): JsonObject {
  if (source.kind === "file_id")
    return jsonObject({ type: "input_image", file_id: ownFile(source.id, dialect), detail });
  return jsonObject({ type: "input_image", image_url: writeMediaUrl(source), detail: detail ?? "auto" });
}

function writeFile(source: MediaSource, filename: string | undefined, dialect: Dialect): JsonObject {
  switch (source.kind) {
    case "text":
      return { type: "input_text", text: source.text };
    case "file_id":
      return { type: "input_file", file_id: ownFile(source.id, dialect) };
    case "url":
      return { type: "input_file", file_url: source.url };
    case "base64":
      return jsonObject({ type: "input_file", filename: filename ?? "document.pdf", file_data: writeMediaUrl(source) });
  }
}

/** Ids of files mean something to OpenAI's formats only. */
function ownFile(id: string, dialect: Dialect): string {
  if (dialect === "anthropic-messages") throw unsupportedContent("a file that is stored at another provider");
  return id;
}
