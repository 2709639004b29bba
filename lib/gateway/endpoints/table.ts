import { embeddings } from "../relays/embeddings/embeddings.ts";
import { images } from "../relays/images/images.ts";
import { moderations } from "../relays/moderations/moderations.ts";
import { rerank } from "../relays/rerank/rerank.ts";
import { speech } from "../relays/speech/speech.ts";
import { transcriptions, translations } from "../relays/transcription/transcription.ts";
import { countTokens } from "./count-tokens.ts";
import type { Endpoint } from "./endpoint.ts";
import { explainRoute } from "./explain-route.ts";
import { generate } from "./generate.ts";
import { getKey } from "./get-key.ts";
import { getRequest } from "./get-request.ts";
import { getModel, listModels } from "./list-models.ts";
import { type ModelEndpoint, modelEndpoints } from "./model-endpoints.ts";
import { relaying } from "./relay.ts";

/** Every endpoint of `/v1`. The doors know no other path. */
export const endpoints: readonly Endpoint[] = [
  ...modelEndpoints.map(generating),
  { method: "POST", path: "messages/count_tokens", dialect: "anthropic-messages", handle: countTokens },
  relaying(embeddings),
  relaying(images),
  relaying(speech),
  { ...relaying(transcriptions), takesUpload: true },
  { ...relaying(translations), takesUpload: true },
  relaying(moderations),
  relaying(rerank),
  { method: "GET", path: "models", dialect: "openai-chat", handle: listModels },
  { method: "GET", path: "models/{id}", dialect: "openai-chat", handle: getModel },
  { method: "GET", path: "requests/{id}", dialect: "openai-chat", handle: getRequest },
  { method: "POST", path: "route/explain", dialect: "openai-chat", handle: explainRoute },
  { method: "GET", path: "key", dialect: "openai-chat", handle: getKey },
];

function generating(endpoint: ModelEndpoint): Endpoint {
  const { name, dialect } = endpoint;
  return { method: "POST", path: name, dialect, handle: (ports, request) => generate(ports, request, endpoint) };
}
