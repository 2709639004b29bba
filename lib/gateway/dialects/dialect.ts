import type { JsonObject } from "#lib/core/json.ts";
import type { GatewayError } from "../errors.ts";
import type { SseEvent } from "../streaming/sse.ts";
import type { CanonicalEvent, CanonicalRequest } from "./canonical.ts";

/** Also the folder of the format, and part of log rows. */
export type DialectId = OutboundDialectId | "openai-completions";

/** The formats in which providers are asked. */
export type OutboundDialectId = "openai-chat" | "openai-responses" | "anthropic-messages" | "google-generate";

/**
 * One wire format as pure functions. A caller's dialect needs `inbound`, a provider's `outbound`.
 * Nothing here touches a socket, a stream, the clock or chance.
 */
export type Dialect = {
  readonly id: DialectId;
  readonly inbound?: InboundDialect;
  readonly outbound?: OutboundDialect;
  /** For a caller and a provider that both speak it; present where both other parts are. */
  readonly relay?: RelayDialect;
};

/** What a format needs so that callers may speak it. */
export type InboundDialect = {
  /** Checks and reads a caller's body. Throws `GatewayError` naming the field in `param`. */
  readonly readRequest: (body: JsonObject) => CanonicalRequest;
  /** Opens a writer for one reply; whole and streamed replies come from the same events. */
  readonly openWriter: (context: ReplyContext) => ReplyWriter;
  /** The error body of this wire format, for a reply that has not begun. */
  readonly writeError: (error: GatewayError, requestId: string) => JsonObject;
};

/** What a reply says of itself and the request does not: fixed for the whole reply. */
export type ReplyContext = {
  readonly request: CanonicalRequest;
  /** The part of the reply's id that is ours; the dialect puts its own prefix before it. */
  readonly replyId: string;
  readonly createdSeconds: number;
  readonly model: string;
};

/**
 * Turns canonical events into the caller's wire format: frames for a request that streams, otherwise one
 * whole reply at the end. `metadata` (x-gateway-include: metadata) is merged
 * as `gateway` into the whole body or into the event that carries usage.
 */
export type ReplyWriter = {
  /** The frames that one event becomes, each complete with its blank line; often none or one. */
  readonly write: (event: CanonicalEvent) => readonly string[];
  /** The frames that end a complete stream (final usage, `[DONE]`, `message_stop`), exactly once. */
  readonly end: (metadata?: JsonObject) => readonly string[];
  /** The frames that end a stream that failed after it began: an in-band error and no fake finish. */
  readonly fail: (error: GatewayError) => readonly string[];
  /** The whole reply, folded over the events written so far; used instead of frames. */
  readonly whole: (metadata?: JsonObject) => JsonObject;
};

/** What a format needs so that providers may speak it. */
export type OutboundDialect = {
  /** The path behind the provider's base URL, e.g. `/chat/completions`. */
  readonly path: (call: { readonly model: string; readonly stream: boolean }) => string;
  /** How many choices one call can ask for at all; absent: as many as the provider gives. */
  readonly choicesMax?: number;
  /** Called again for every attempt, so it must keep nothing and change nothing. */
  readonly writeRequest: (request: CanonicalRequest, target: TargetModel) => WrittenRequest;
  /** Same dialect on both sides: the caller's own body with only what has to change. */
  readonly relayRequest: (body: JsonObject, target: TargetModel) => WrittenRequest;
  /** Reads one streamed reply. The engine opens one reader for every attempt. */
  readonly openReader: (quirks?: DialectQuirks) => ReplyReader;
  /**
   * Reads a whole reply into the same events as a stream would give. Throws `upstream_invalid_response`,
   * or the provider's own error when a reply with status 200 holds one.
   */
  readonly readReply: (body: JsonObject, quirks?: DialectQuirks) => readonly CanonicalEvent[];
};

/** Same dialect on both sides: the provider's frames go on as they are, but for usage, metadata and errors. */
export type RelayDialect = {
  readonly openRelay: (options: RelayOptions) => FrameRelay;
  /** A whole reply with `gateway` merged in. */
  readonly addMetadata: (body: JsonObject, metadata: JsonObject) => JsonObject;
};

export type RelayOptions = {
  /** Whether the caller asked for usage in the stream; chat strips its usage frame otherwise. */
  readonly includeUsage: boolean;
};

/** One relayed stream. Frames with the final usage and the end mark wait for `end`, which nothing follows. */
export type FrameRelay = {
  /**
   * What of an event goes on to the caller now: its exact text, or nothing while it waits for the end.
   * `read` is what the reader made of the event; an error in it is not forwarded, it ends with `fail`.
   */
  readonly forward: (event: SseEvent, read: readonly CanonicalEvent[]) => string;
  /** The frames that end a complete stream, with metadata in the one that carries usage; exactly once. */
  readonly end: (metadata?: JsonObject) => readonly string[];
  /** The frames that end a stream that failed after it began: an in-band error and no fake finish. */
  readonly fail: (error: GatewayError) => readonly string[];
};

/** What the engine and the provider's quirks say about the target of one attempt. */
export type TargetModel = {
  /** The provider's own name of the model. */
  readonly model: string;
  readonly stream: boolean;
  /** The cap the gateway writes into the body because a hard budget needs it; the smaller one wins. */
  readonly outputTokensCap?: number;
  /** The model's own maximum, where it is known; Anthropic's format needs one. */
  readonly maxOutputTokens?: number;
  /** What is known of the model; where it is silent, the dialect goes by the model's name. */
  readonly capabilities?: ModelCapabilities;
  readonly quirks: DialectQuirks;
};

/** Facts of the catalog that change how a request is written. Absent is unknown. */
export type ModelCapabilities = {
  readonly reasoning?: boolean;
  /** The least and most tokens that may be spent on reasoning, for models that take a budget. */
  readonly reasoningBudget?: { readonly min?: number; readonly max?: number };
  /** Whether the model answers by a JSON schema natively. */
  readonly jsonSchema?: boolean;
  readonly temperature?: boolean;
};

/** How a provider differs from its dialect; data of the provider's file. Extended as providers need it. */
export type DialectQuirks = {
  /** The only field that caps the output: OpenAI's newer models refuse `max_tokens`. Absent: either of both. */
  readonly outputCapField?: "max_tokens" | "max_completion_tokens";
  /** Parameters the provider refuses or ignores: dropped and named. */
  readonly dropParameters?: readonly string[];
  /** Whether `stream_options: {include_usage: true}` may be sent. */
  readonly streamUsageOption?: boolean;
  /** Whether reasoning tokens are counted inside the completion tokens (xAI counts them outside). */
  readonly reasoningOutsideOutput?: boolean;
  /**
   * Where an assistant message of the history carries its reasoning; the other places are taken out.
   * Absent: a relayed body keeps whatever the caller sent, a translated one carries none.
   */
  readonly reasoningField?: "reasoning_content" | "reasoning" | "reasoning_details" | "none";
  /** Whether content parts and tools may carry Anthropic's `cache_control` (OpenRouter). */
  readonly cacheControl?: boolean;
  /** The provider's own names of parameters that it knows under another one: `seed` is Mistral's `random_seed`. */
  readonly renameParameters?: Readonly<Record<string, string>>;
  /** Its word for a tool choice of `required` where it is another one. */
  readonly requiredToolChoice?: string;
  /** It takes no tool choice that names tools: the others are not offered then, and one of the rest is required. */
  readonly anonymousToolChoice?: true;
  /** The forms of an answer that it takes besides text; the others are asked for in another way. Absent: all. */
  readonly responseFormats?: readonly ("json_object" | "json_schema")[];
  /** The addresses of pictures and files that it fetches itself; the others are sent to it as data. Absent: all. */
  readonly mediaUrls?: RegExp;
  /** How many choices it gives a call at most; more are asked for by calls of their own. */
  readonly choicesMax?: number;
};

/** A request ready to be sent. The body is new; parts of it may be the caller's own. */
export type WrittenRequest = {
  readonly body: JsonObject;
  /** Names of parameters that had no meaning for the target. */
  readonly dropped: readonly string[];
};

/** Reads events of one upstream stream in order. */
export type ReplyReader = {
  /** Throws `upstream_invalid_response` for an event that cannot be read. */
  readonly read: (event: SseEvent) => readonly CanonicalEvent[];
  /** What the end of the stream means: nothing when complete, an error event when it was cut off. */
  readonly finish: () => readonly CanonicalEvent[];
};
