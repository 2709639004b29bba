import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";

/** Reads chat's `annotations`; only sources on the web have a common meaning. */
export function readAnnotations(annotations: readonly JsonValue[], choice: number, events: CanonicalEvent[]): void {
  for (const annotation of annotations) {
    const citation = isJsonObject(annotation) ? annotation["url_citation"] : undefined;
    if (isJsonObject(citation) && typeof citation["url"] === "string") {
      events.push({ type: "citation", choice, value: citation });
    }
  }
}

/** The same back. */
export function writeAnnotation(citation: JsonObject): JsonObject {
  return { type: "url_citation", url_citation: citation };
}
