import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { Part } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { WriteContext } from "./write-context.ts";
import { writeMedia } from "./write-parts.ts";

type Result = Extract<Part, { type: "tool_result" }>;

/** The results of a turn. Pictures go inside them where the model takes that, else behind them. */
export function writeResults(results: readonly Result[], { rules }: WriteContext): readonly JsonObject[] {
  const media = results.map((result) => result.parts.flatMap(mediaOf));
  const responses = results.map((result, index) => {
    const parts = rules.mediaInResults ? media[index] : [];
    return {
      functionResponse: jsonObject({
        id: result.callId,
        name: result.name ?? result.callId,
        response: writeResponse(result),
        parts: parts && parts.length > 0 ? parts : undefined,
      }),
    };
  });
  return rules.mediaInResults ? responses : [...responses, ...media.flat()];
}

function mediaOf(part: Part): readonly JsonObject[] {
  return part.type === "image" || part.type === "file" || part.type === "audio" ? [writeMedia(part.source)] : [];
}

/** Google wants an object. Its own keys tell a result from an error; a result that is an object stays one. */
function writeResponse({ parts, isError }: Result): JsonObject {
  const text = parts
    .map((part) => (part.type === "text" ? part.text : ""))
    .join("\n")
    .trim();
  if (isError) return { error: text };
  return parseObject(text) ?? { output: text };
}

function parseObject(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
