import { invalid, outOfRange, requireModel } from "../../dialects/read-fields.ts";
import type { GatewayRequest } from "../../http.ts";
import { readUpload, type Upload } from "../../request/multipart/upload.ts";
import type { RelayRequest } from "../relay.ts";
import { type AudioFacts, readAudioFacts } from "./audio-seconds.ts";

export type TranscriptionInput = {
  readonly upload: Upload;
  readonly audio: AudioFacts;
  /** Not fewer than the file can have. */
  readonly fileBytesMax: number;
  /** How many bytes of the file came in, once the request is over. */
  readonly fileBytes: () => number;
};

/** The limit of the doors on bodies, for callers that announce no length. */
const bodyBytesMax = 32 * 1024 * 1024;

export async function readTranscriptionInput(request: GatewayRequest): Promise<RelayRequest<TranscriptionInput>> {
  const upload = await readUpload(request);
  const { fields, file, body, announcedBytes } = upload;
  const model = requireModel({ model: fields.get("model") ?? "" });
  checkTemperature(fields.get("temperature"));
  const stream = fields.get("stream");
  if (stream !== undefined && stream !== "true" && stream !== "false") throw invalid("stream", "must be true or false");
  const fileBytesMax = Math.max(0, (announcedBytes ?? bodyBytesMax) - file.contentStart);
  if (upload.fileHead.length === 0) throw invalid("file", "must not be empty");
  return {
    model,
    stream: stream === "true",
    inputTokens: 0,
    input: {
      upload,
      audio: readAudioFacts(upload.fileHead, fileBytesMax),
      fileBytesMax,
      fileBytes: () => Math.max(0, body.receivedBytes() - file.contentStart),
    },
  };
}

function checkTemperature(text: string | undefined): void {
  if (text === undefined || text === "") return;
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw outOfRange("temperature", { min: 0, max: 1 });
}
