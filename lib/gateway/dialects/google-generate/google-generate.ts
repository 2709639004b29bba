import type { Dialect } from "../dialect.ts";
import { modelPath } from "./model-path.ts";
import { relayGoogleRequest } from "./relay-request.ts";
import { openGoogleReader, readGoogleReply } from "./reply-reader.ts";
import { writeGoogleRequest } from "./write-request.ts";

/** Google's generateContent. No caller speaks it to the gateway. */
export const googleGenerate: Dialect = {
  id: "google-generate",
  outbound: {
    path: modelPath,
    writeRequest: writeGoogleRequest,
    relayRequest: relayGoogleRequest,
    openReader: openGoogleReader,
    readReply: readGoogleReply,
  },
};
