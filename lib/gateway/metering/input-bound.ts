import type { CanonicalRequest, Part } from "../dialects/canonical.ts";

/**
 * Tokens that media given by reference (an address, a file id) may cost: they are not in the body's bytes. Above
 * what any provider documents for one image (OpenAI 1,445 and Anthropic 1,600 at full detail, Gemini by tiles of
 * 258) and generous for a document, which providers cut by pages.
 */
const imageTokensMax = 8_192;
const fileTokensMax = 300_000;

/**
 * Never below what a provider will count as input: no tokenizer makes more tokens than there are bytes, and what
 * the body only refers to is counted at its maximum. Formatting of messages and tools adds a little on the provider's side.
 */
export function inputTokensBound(request: CanonicalRequest, bodyBytes: number): number {
  let tokens = bodyBytes + 16 * (request.messages.length + request.tools.length);
  for (const message of request.messages) {
    for (const part of message.parts) tokens += referencedTokens(part);
  }
  return tokens;
}

function referencedTokens(part: Part): number {
  switch (part.type) {
    case "image":
      return imageTokensMax;
    case "audio":
    case "file":
      return part.source.kind === "base64" ? 0 : fileTokensMax;
    case "tool_result":
      return part.parts.reduce((sum, inner) => sum + referencedTokens(inner), 0);
    default:
      return 0;
  }
}
