import type { JsonObject } from "#lib/core/json.ts";
import type { CatalogMode } from "../catalog/row.ts";
import type { GatewayRequest } from "../http.ts";
import type { Usage, UsageCounts } from "../metering/usage.ts";
import type { CostBounds } from "../metering/worst-case.ts";
import type { UpstreamCall } from "../ports.ts";
import type { Target } from "../routing/plan.ts";

/** The endpoints that are relayed to providers that have them, and the kind of model that each of them needs. */
export const relayModes = {
  embeddings: "embedding",
  "images/generations": "image",
  "audio/speech": "audio_speech",
  "audio/transcriptions": "audio_transcription",
  "audio/translations": "audio_transcription",
  moderations: "moderation",
  rerank: "rerank",
} as const satisfies Readonly<Record<string, CatalogMode>>;

export type RelayName = keyof typeof relayModes;

/** In whose form a provider has an endpoint. */
export type ShapeId = "openai" | "google" | "mistral" | "cohere" | "voyage" | "jina" | "xai";

/** Which of the relayed endpoints a provider has, and in whose form; part of its file. */
export type RelayOffers = { readonly [Name in RelayName]?: ShapeId };

/** A relayed endpoint as pure functions: what callers send, what each form of it asks and answers, what it costs. */
export type Relay<Input> = {
  readonly name: RelayName;
  /** Checks and reads a caller's request. Throws `GatewayError` naming the field in `param`. */
  readonly read: (request: GatewayRequest) => RelayRequest<Input> | Promise<RelayRequest<Input>>;
  readonly shapes: { readonly [Id in ShapeId]?: RelayShape<Input> };
  /** What a reply may be besides one JSON object or a stream of events. */
  readonly otherReply?: "text" | "bytes";
  /** How many times the wait for a first token its replies may take, which come whole and late; absent: once. */
  readonly patience?: number;
  /** Its replies are small texts that stay good, so that callers may have them kept. */
  readonly cacheable?: true;
  /** Whether a call can still be sent to another target; absent: always. */
  readonly canRepeat?: (input: Input) => boolean;
  /** The parts of an input that a form takes at once; absent: it is sent whole. */
  readonly split?: (input: Input, inputsMax: number) => readonly Input[];
  /** The replies to the parts as one; there is at least one of them. */
  readonly join?: (replies: readonly RelayedJson[]) => RelayedJson;
  /** What a call may use at most. */
  readonly bounds: (input: Input, target: RelayTarget) => CostBounds;
  /** Our own count, for what the provider did not report. */
  readonly estimate: (input: Input, facts: EstimateFacts) => Usage;
  /** What the provider reports in one event of a streamed reply. */
  readonly readEventUsage?: (event: JsonObject, input: Input) => Usage | undefined;
  /** Puts our own count into a reply whose clients rely on one. */
  readonly addUsage?: (json: JsonObject, counts: UsageCounts) => JsonObject;
};

export type RelayRequest<Input> = {
  readonly model: string;
  readonly stream: boolean;
  /** A rough estimate, for the conditions of rules. */
  readonly inputTokens: number;
  readonly input: Input;
};

/** What of a target matters to the form and the price of a call. */
export type RelayTarget = Pick<Target, "model" | "catalogModel" | "price" | "provider">;

export type EstimateFacts = {
  readonly target: RelayTarget;
  readonly countTokens: (text: string) => number;
  /** The reply, where it was one JSON object or one text. */
  readonly json?: JsonObject;
  readonly text?: string;
};

/** One form of an endpoint. Called again for every attempt, so it keeps nothing and changes nothing. */
export type RelayShape<Input> = {
  /** The whole address, behind a base URL without a slash at its end. */
  readonly url: (baseUrl: string, model: string) => string;
  /** How many inputs it takes in one call; absent: as many as the endpoint allows. */
  readonly inputsMax?: number;
  /** Throws `unsupported_parameter` for what it cannot express and must not drop. */
  readonly write: (input: Input, target: RelayTarget) => RelayWritten;
  /** Throws `upstream_invalid_response`. */
  readonly read: (reply: JsonObject, input: Input, target: RelayTarget) => RelayedJson;
};

export type RelayWritten = {
  readonly body: NonNullable<UpstreamCall["body"]>;
  /** What the body is, where it is not JSON; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of parameters that have no meaning for the provider. */
  readonly dropped: readonly string[];
};

export type RelayedJson = {
  /** In the endpoint's own form; the same object as the provider's where nothing had to change. */
  readonly json: JsonObject;
  /** Absent where the provider reported nothing. */
  readonly usage?: Usage;
};

export function isRelayName(endpoint: string): endpoint is RelayName {
  return Object.hasOwn(relayModes, endpoint);
}
