import type { CanonicalRequest, MediaSource, Message, Part } from "./canonical.ts";

/** What was found at an address; the data is base64. */
export type FetchedMedia = { readonly mediaType: string; readonly data: string };

/** The addresses of pictures and files in a request, for targets that do not resolve them, where fetching is allowed. */
export function listRemoteMedia({ messages }: CanonicalRequest): readonly string[] {
  const urls = messages
    .flatMap(({ parts }) => parts.flatMap(sourcesOf))
    .flatMap((source) => (source.kind === "url" ? [source.url] : []));
  return [...new Set(urls)];
}

/** The request with the bytes in place of the addresses that were fetched. */
export function inlineMedia(request: CanonicalRequest, fetched: ReadonlyMap<string, FetchedMedia>): CanonicalRequest {
  if (fetched.size === 0) return request;
  const messages = request.messages.map(
    (message): Message => ({ ...message, parts: message.parts.map((part) => inline(part, fetched)) }),
  );
  return { ...request, messages };
}

function sourcesOf(part: Part): readonly MediaSource[] {
  if (part.type === "tool_result") return part.parts.flatMap(sourcesOf);
  return part.type === "image" || part.type === "file" || part.type === "audio" ? [part.source] : [];
}

function inline(part: Part, fetched: ReadonlyMap<string, FetchedMedia>): Part {
  if (part.type === "tool_result") return { ...part, parts: part.parts.map((inner) => inline(inner, fetched)) };
  if (part.type !== "image" && part.type !== "file" && part.type !== "audio") return part;
  const media = part.source.kind === "url" ? fetched.get(part.source.url) : undefined;
  return media ? { ...part, source: { kind: "base64", ...media } } : part;
}
