import type { MediaSource, Part } from "./canonical.ts";
import { invalid } from "./read-fields.ts";

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Types whose pictures can be told by their first bytes. */
const tellable: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"]);
/** How PNG, JPEG, GIF and WebP (its container) begin, in base64. */
const beginning = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/;

/**
 * Checks data that stands in a request, so that a caller hears what is wrong with it from us and by name: data that is
 * no base64, and pictures that are none. `path` is the field that holds the data.
 */
export function checkMedia(source: MediaSource, type: Part["type"], path: string): MediaSource {
  if (source.kind !== "base64") return source;
  const { mediaType } = source;
  // Line breaks mean nothing in base64, and some clients write them; most providers refuse them.
  const data = /\s/.test(source.data) ? source.data.replace(/\s+/g, "") : source.data;
  if (data.length % 4 !== 0 || !base64.test(data)) throw invalid(path, "must hold data in base64");
  if (type === "image" && !isPicture(mediaType, data)) throw invalid(path, "must hold a picture");
  return data === source.data ? source : { ...source, data };
}

/** One of another type than it says is still one: many providers look for themselves. */
function isPicture(mediaType: string, data: string): boolean {
  return mediaType.startsWith("image/") && (!tellable.has(mediaType) || beginning.test(data));
}
