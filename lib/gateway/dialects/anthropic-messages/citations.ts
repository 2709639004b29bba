import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";
import { jsonObject } from "../compact.ts";

/** Reads a citation of a source on the web; places in a document have no counterpart in other formats. */
export function readCitation(citation: JsonValue | undefined): readonly CanonicalEvent[] {
  if (!isJsonObject(citation) || typeof citation["url"] !== "string") return [];
  const { url, title, cited_text: content } = citation;
  const value = jsonObject({ url, title: title ?? undefined, content: content ?? undefined });
  return [{ type: "citation", choice: 0, value }];
}

/** A source on the web in Anthropic's words. Its index is the provider's secret and stays empty. */
export function writeCitation({ url = "", title = null, content = "" }: JsonObject): JsonObject {
  return { type: "web_search_result_location", url, title, cited_text: content, encrypted_index: "" };
}
