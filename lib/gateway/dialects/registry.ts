import { anthropicMessages } from "./anthropic-messages/anthropic-messages.ts";
import type { Dialect, DialectId } from "./dialect.ts";
import { googleGenerate } from "./google-generate/google-generate.ts";
import { openaiChat } from "./openai-chat/openai-chat.ts";
import { openaiCompletions } from "./openai-completions/openai-completions.ts";
import { openaiResponses } from "./openai-responses/openai-responses.ts";

/** Every wire format by its id. */
export const dialects: Readonly<Record<DialectId, Dialect>> = {
  "openai-chat": openaiChat,
  "openai-responses": openaiResponses,
  "openai-completions": openaiCompletions,
  "anthropic-messages": anthropicMessages,
  "google-generate": googleGenerate,
};
