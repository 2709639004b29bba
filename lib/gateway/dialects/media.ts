import type { MediaSource } from "./canonical.ts";

/** Reads `data:image/png;base64,…` as its bytes and any other URL as a reference. */
export function readMediaUrl(url: string): MediaSource {
  const comma = url.startsWith("data:") ? url.indexOf(",") : -1;
  if (comma === -1) return { kind: "url", url };
  const [mediaType = "", ...parameters] = url.slice(5, comma).split(";");
  if (parameters.at(-1) !== "base64") return { kind: "url", url };
  return { kind: "base64", mediaType: mediaType || "text/plain", data: url.slice(comma + 1) };
}

/** The same back; `undefined` for what has none: a file that only its provider knows, a plain text. */
export function writeMediaUrl(source: MediaSource): string | undefined {
  if (source.kind === "base64") return `data:${source.mediaType};base64,${source.data}`;
  return source.kind === "url" ? source.url : undefined;
}
