import type { CanonicalRequest, Part } from "../dialects/canonical.ts";

/** What the wire format adds to each message, by OpenAI's own account of its chat format. */
const tokensPerMessage = 4;

/** How many tokens go in, by our own count: only used where no provider says. */
export function estimateInputTokens(countTokens: (text: string) => number, request: CanonicalRequest): number {
  const texts = request.messages.flatMap((message) => message.parts.flatMap(textsOf));
  const tools = request.tools.map(
    (tool) => `${tool.name} ${tool.description ?? ""} ${JSON.stringify(tool.parameters ?? {})}`,
  );
  return countTokens([...texts, ...tools].join("\n")) + tokensPerMessage * request.messages.length;
}

function textsOf(part: Part): readonly string[] {
  switch (part.type) {
    case "text":
    case "reasoning":
    case "refusal":
      return [part.text];
    case "tool_call":
      return [part.name, part.arguments];
    case "tool_result":
      return part.parts.flatMap(textsOf);
    default:
      return [];
  }
}
