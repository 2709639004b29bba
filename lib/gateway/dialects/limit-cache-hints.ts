import type { CanonicalRequest, Message, Part, Tool } from "./canonical.ts";

/**
 * The request with at most so many cache marks, the last ones: each covers everything before it. `dropped` says
 * whether there were more.
 */
export function limitCacheHints(
  request: CanonicalRequest,
  most: number,
): { readonly request: CanonicalRequest; readonly dropped: boolean } {
  let excess = countHints(request) - most;
  if (excess <= 0) return { request, dropped: false };
  const isExcess = ({ cache }: Tool | Part): boolean => cache !== undefined && excess-- > 0;
  const tools = request.tools.map((tool): Tool => {
    if (!isExcess(tool)) return tool;
    const { cache: _, ...rest } = tool;
    return rest;
  });
  const messages = request.messages.map(
    (message): Message => ({
      ...message,
      parts: message.parts.map((part) => (isExcess(part) ? unmarked(part) : part)),
    }),
  );
  return { request: { ...request, tools, messages }, dropped: true };
}

function countHints({ tools, messages }: CanonicalRequest): number {
  const marked = (one: Tool | Part) => one.cache !== undefined;
  return tools.filter(marked).length + messages.reduce((sum, { parts }) => sum + parts.filter(marked).length, 0);
}

/** A mark inside a result counts for the result: formats take none on what lies within. */
export function hoistCacheHints(request: CanonicalRequest): CanonicalRequest {
  const isMarkedInside = (part: Part) => part.type === "tool_result" && part.parts.some(({ cache }) => cache);
  if (!request.messages.some(({ parts }) => parts.some(isMarkedInside))) return request;
  const messages = request.messages.map(
    (message): Message => ({
      ...message,
      parts: message.parts.map((part) => (isMarkedInside(part) ? hoist(part) : part)),
    }),
  );
  return { ...request, messages };
}

function hoist(part: Part): Part {
  if (part.type !== "tool_result") return part;
  const cache = part.cache ?? part.parts.findLast((inner) => inner.cache)?.cache;
  const parts = part.parts.map(unmarked);
  return { ...part, parts, ...(cache && { cache }) };
}

function unmarked({ cache: _, ...part }: Part): Part {
  return part;
}
