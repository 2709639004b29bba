import type { Dialect } from "../dialect.ts";
import { writeResponsesError } from "./errors.ts";
import { readResponsesRequest } from "./read-request.ts";
import { responsesRelay } from "./relay.ts";
import { relayResponsesRequest } from "./relay-request.ts";
import { openResponsesReader, readResponsesReply } from "./reply-reader.ts";
import { openResponsesWriter } from "./reply-writer.ts";
import { writeResponsesRequest } from "./write-request.ts";

/** OpenAI's Responses. What lives at the provider (earlier responses, conversations) works only where no translation is. */
export const openaiResponses: Dialect = {
  id: "openai-responses",
  inbound: { readRequest: readResponsesRequest, openWriter: openResponsesWriter, writeError: writeResponsesError },
  outbound: {
    choicesMax: 1,
    path: () => "/responses",
    writeRequest: writeResponsesRequest,
    relayRequest: relayResponsesRequest,
    openReader: openResponsesReader,
    readReply: readResponsesReply,
  },
  relay: responsesRelay,
};
