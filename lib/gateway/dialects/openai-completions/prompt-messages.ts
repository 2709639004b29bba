import type { CanonicalRequest, Message, TextCompletion } from "../canonical.ts";

/** The conversation that stands for one prompt. What is to follow the answer can only be told in words. */
export function promptMessages(prompt: string, suffix: string | undefined): readonly Message[] {
  const user: Message = { role: "user", parts: [{ type: "text", text: prompt }] };
  if (suffix === undefined) return [user];
  const order = `Write only the text that stands between the user's text and the following end of it:\n${suffix}`;
  return [{ role: "system", parts: [{ type: "text", text: order }] }, user];
}

/** A request for several prompts as one request each; any other is its own only part. */
export function splitPrompts(request: CanonicalRequest): readonly CanonicalRequest[] {
  const { completion } = request;
  if (!completion || completion.prompts.length === 1) return [request];
  return completion.prompts.map((prompt) => withPrompt(request, completion, prompt));
}

function withPrompt(request: CanonicalRequest, completion: TextCompletion, prompt: string): CanonicalRequest {
  return {
    ...request,
    messages: promptMessages(prompt, completion.suffix),
    completion: { ...completion, prompts: [prompt] },
  };
}
