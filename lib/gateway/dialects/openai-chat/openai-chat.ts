import type { Dialect } from "../dialect.ts";
import { writeChatError } from "./errors.ts";
import { readChatRequest } from "./read-request.ts";
import { chatRelay } from "./relay.ts";
import { relayChatRequest } from "./relay-request.ts";
import { openChatReader, readChatReply } from "./reply-reader.ts";
import { openChatWriter } from "./reply-writer.ts";
import { writeChatRequest } from "./write-request.ts";

/** OpenAI's Chat Completions, which most providers and clients speak. */
export const openaiChat: Dialect = {
  id: "openai-chat",
  inbound: { readRequest: readChatRequest, openWriter: openChatWriter, writeError: writeChatError },
  outbound: {
    path: () => "/chat/completions",
    writeRequest: writeChatRequest,
    relayRequest: relayChatRequest,
    openReader: openChatReader,
    readReply: readChatReply,
  },
  relay: chatRelay,
};
