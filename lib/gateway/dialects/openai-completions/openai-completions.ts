import type { Dialect } from "../dialect.ts";
import { writeChatError } from "../openai-chat/errors.ts";
import { readCompletionRequest } from "./read-request.ts";
import { openCompletionWriter } from "./reply-writer.ts";

/** OpenAI's text completions, which old clients still speak. No provider is asked in it: a prompt becomes a user's turn. */
export const openaiCompletions: Dialect = {
  id: "openai-completions",
  inbound: { readRequest: readCompletionRequest, openWriter: openCompletionWriter, writeError: writeChatError },
};
