import { isJsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { jsonObject } from "../compact.ts";

/** Reads the pages of the web that an answer rests on. */
export function readCitations(grounding: JsonValue | undefined, choice: number): readonly CanonicalEvent[] {
  const chunks = isJsonObject(grounding) ? grounding["groundingChunks"] : undefined;
  if (!Array.isArray(chunks)) return [];
  return chunks.flatMap((chunk: JsonValue): readonly CanonicalEvent[] => {
    const web = isJsonObject(chunk) ? chunk["web"] : undefined;
    if (!isJsonObject(web) || typeof web["uri"] !== "string") return [];
    return [{ type: "citation", choice, value: jsonObject({ url: web["uri"], title: web["title"] }) }];
  });
}
