import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { MediaSource, Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { DialectId, DialectQuirks } from "../dialect.ts";
import { writeMediaUrl } from "../media.ts";
import { unsupportedContent } from "../unsupported-content.ts";
import { writeCacheHint } from "./write-tools.ts";

/** What the parts of one request share while they are written. */
export type PartContext = {
  /** The caller's: ids of files mean something to OpenAI's formats only. */
  readonly dialect: DialectId;
  readonly quirks: DialectQuirks;
  readonly dropped: Set<string>;
};

/** Texts joined to one string, which every provider takes; `undefined` where there is more than text. */
export function writeText(
  parts: readonly Part[],
  separator: string,
  { quirks, dropped }: PartContext,
): string | undefined {
  const texts: string[] = [];
  for (const part of parts) {
    if (part.type !== "text" || (part.cache && quirks.cacheControl)) return undefined;
    writeCacheHint(part.cache, quirks, dropped);
    texts.push(part.text);
  }
  return texts.join(separator);
}

/** One text as a string; anything else as a list of parts. */
export function writeContent(parts: readonly Part[], context: PartContext): JsonValue {
  const text = parts.length <= 1 ? writeText(parts, "", context) : undefined;
  return text ?? writeParts(parts, context);
}

/** Parts as a list. Throws `unsupported_parameter` for content that chat cannot take. */
export function writeParts(parts: readonly Part[], context: PartContext): readonly JsonObject[] {
  return parts.map((part) => ({
    ...writePart(part, context),
    ...writeCacheHint(part.cache, context.quirks, context.dropped),
  }));
}

function writePart(part: Part, { dialect }: PartContext): JsonObject {
  switch (part.type) {
    case "text":
    case "reasoning":
    case "refusal":
      return { type: "text", text: part.text };
    case "image":
      return { type: "image_url", image_url: jsonObject({ url: requireUrl(part.source), detail: part.detail }) };
    case "audio":
      if (part.source.kind !== "base64") throw unsupportedContent("audio by reference");
      return { type: "input_audio", input_audio: { data: part.source.data, format: part.format } };
    case "file":
      if (part.source.kind === "text") return { type: "text", text: part.source.text };
      if (part.source.kind === "file_id" && dialect === "anthropic-messages") throw unsupportedContent(storedElsewhere);
      return { type: "file", file: writeFile(part.source, part.filename) };
    case "native":
      if (part.dialect !== "openai-chat") throw unsupportedContent(`content of type '${String(part.value["type"])}'`);
      return part.value;
    case "tool_call":
    case "tool_result":
      throw unsupportedContent(`a ${part.type} in this place`);
  }
}

const storedElsewhere = "a file that is stored at another provider";

function writeFile(source: MediaSource, filename: string | undefined): JsonObject {
  if (source.kind === "file_id") return { file_id: source.id };
  if (source.kind === "url") return jsonObject({ file_data: source.url, filename });
  return { filename: filename ?? "document.pdf", file_data: requireUrl(source) };
}

function requireUrl(source: MediaSource): string {
  const url = writeMediaUrl(source);
  if (url === undefined) throw unsupportedContent(storedElsewhere);
  return url;
}
