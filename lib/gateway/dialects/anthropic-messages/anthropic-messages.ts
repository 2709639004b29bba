import type { Dialect } from "../dialect.ts";
import { writeMessagesError } from "./errors.ts";
import { readMessagesRequest } from "./read-request.ts";
import { messagesRelay } from "./relay.ts";
import { relayMessagesRequest } from "./relay-request.ts";
import { openMessagesReader, readMessagesReply } from "./reply-reader.ts";
import { openMessagesWriter } from "./reply-writer.ts";
import { writeMessagesRequest } from "./write-request.ts";

/** Anthropic's Messages. */
export const anthropicMessages: Dialect = {
  id: "anthropic-messages",
  inbound: { readRequest: readMessagesRequest, openWriter: openMessagesWriter, writeError: writeMessagesError },
  outbound: {
    choicesMax: 1,
    path: () => "/messages",
    writeRequest: writeMessagesRequest,
    relayRequest: relayMessagesRequest,
    openReader: openMessagesReader,
    readReply: readMessagesReply,
  },
  relay: messagesRelay,
};
