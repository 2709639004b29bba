import type { JsonObject } from "#lib/core/json.ts";
import type { MediaSource, Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { googleFormat } from "../reasoning-formats.ts";
import { parseToolArguments } from "../tool-arguments.ts";
import { unsupportedContent } from "../unsupported-content.ts";
import type { WriteContext } from "./write-context.ts";

/** Google's own word for a call in a history that was made elsewhere, where no signature can be. */
const unsigned = "skip_thought_signature_validator";

/** The parts of one turn. A signature of text belongs to the text behind it; the first call of a turn must have one. */
export function writeParts(parts: readonly Part[], { rules }: WriteContext): readonly JsonObject[] {
  const written: JsonObject[] = [];
  let signature: string | undefined;
  const hasSignedCall = parts.some((part) => part.type === "tool_call" && part.signature !== undefined);
  let needsSignature = rules.signedCalls && !hasSignedCall;
  for (const part of parts) {
    if (part.type === "reasoning") {
      if (part.format === googleFormat) signature = part.signature ?? signature;
    } else if (part.type === "tool_call") {
      const thoughtSignature = part.signature ?? (needsSignature ? (signature ?? unsigned) : undefined);
      if (needsSignature) signature = undefined;
      needsSignature = false;
      const functionCall = { id: part.id, name: part.name, args: parseToolArguments(part.arguments, part.custom) };
      written.push(jsonObject({ functionCall, thoughtSignature }));
    } else {
      const body = writePart(part);
      if (!body) continue;
      written.push(signature === undefined ? body : { ...body, thoughtSignature: signature });
      signature = undefined;
    }
  }
  return written;
}

function writePart(part: Part): JsonObject | undefined {
  switch (part.type) {
    case "text":
    case "refusal":
      return part.text === "" ? undefined : { text: part.text };
    case "image":
    case "file":
    case "audio":
      return writeMedia(part.source);
    case "native":
      throw unsupportedContent(`content of type '${String(part.value["type"])}'`);
    default:
      return undefined;
  }
}

/** Bytes go along; an address goes as a reference, which Google itself resolves or refuses. */
export function writeMedia(source: MediaSource): JsonObject {
  switch (source.kind) {
    case "base64":
      return { inlineData: { mimeType: source.mediaType, data: source.data } };
    case "url":
      return { fileData: jsonObject({ fileUri: source.url, mimeType: source.mediaType ?? mediaTypeOf(source.url) }) };
    case "text":
      return { text: source.text };
    case "file_id":
      throw unsupportedContent("a file that is stored at another provider");
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  heic: "image/heic",
  pdf: "application/pdf",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  mp4: "video/mp4",
};

function mediaTypeOf(url: string): string | undefined {
  const [, ending = ""] = /\.([a-z0-9]{3,4})(?:[?#]|$)/i.exec(url) ?? [];
  return mediaTypes[ending.toLowerCase()];
}
