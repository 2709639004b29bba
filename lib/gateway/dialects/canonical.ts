import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { GatewayError } from "../errors.ts";
import type { Usage } from "../metering/usage.ts";
import type { DialectId } from "./dialect.ts";

/** The richest meeting of the four wire formats: what every translation passes through. */
export type CanonicalRequest = {
  readonly dialect: DialectId;
  readonly model: string;
  readonly stream: boolean;
  /** Whether the caller asked for usage in the stream (chat's `stream_options.include_usage`). */
  readonly includeUsage: boolean;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  readonly parallelToolCalls?: boolean;
  readonly responseFormat?: ResponseFormat;
  readonly maxOutputTokens?: number;
  /** How many choices; 1 when the caller did not say. */
  readonly choices: number;
  readonly sampling: Sampling;
  readonly reasoning?: Reasoning;
  readonly user?: string;
  readonly metadata?: JsonObject;
  readonly serviceTier?: string;
  readonly promptCacheKey?: string;
  /** How long the answer shall be: `low`, `medium`, `high`. */
  readonly verbosity?: string;
  /** The caller asked for text completions; `messages` then hold all of the prompts. */
  readonly completion?: TextCompletion;
  /** The caller knows chat's tools by their deprecated names only: `functions` and `function_call`. */
  readonly legacyFunctions?: true;
  /** Fields of the caller's dialect that no other has: used when the target speaks it too, named as dropped otherwise. */
  readonly extras: JsonObject;
};

/** What only the format of text completions has. */
export type TextCompletion = {
  /** Each is answered on its own, with as many choices as were asked for. */
  readonly prompts: readonly string[];
  /** Whether the answer begins with its prompt. */
  readonly echo: boolean;
  /** What is to follow the answer. */
  readonly suffix?: string;
};

/** `system` is said by whoever runs the application, wherever in the conversation it stands. */
export type Role = "system" | "user" | "assistant" | "tool";

/** One turn or a part of it; writers join and split turns as their format wants. */
export type Message = {
  readonly role: Role;
  readonly parts: readonly Part[];
  readonly name?: string;
  /** A system message that the caller called `developer`. */
  readonly developer?: boolean;
};

/** Marks the end of what a provider may keep for later requests; without `ttl` for its own standard time. */
export type CacheHint = { readonly ttl?: "5m" | "1h" };

type PartBody =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly source: MediaSource; readonly detail?: string }
  | { readonly type: "audio"; readonly source: MediaSource; readonly format: string }
  | { readonly type: "file"; readonly source: MediaSource; readonly filename?: string }
  | {
      readonly type: "tool_call";
      readonly id: string;
      readonly name: string;
      readonly arguments: string;
      readonly signature?: string;
      readonly custom?: boolean;
    }
  | {
      readonly type: "tool_result";
      readonly callId: string;
      readonly name?: string;
      readonly parts: readonly Part[];
      readonly isError?: boolean;
    }
  | ReasoningPart
  | { readonly type: "refusal"; readonly text: string }
  | { readonly type: "native"; readonly dialect: DialectId; readonly value: JsonObject };

/** Reasoning as its maker gave it; without its signature no provider takes it back. */
export type ReasoningPart = {
  readonly type: "reasoning";
  readonly text: string;
  /** Proves the text to the provider that made it. */
  readonly signature?: string;
  /** Reasoning that only its maker can read. */
  readonly redacted?: string;
  /** The maker's id of the item, which has to come back with it. */
  readonly id?: string;
  readonly format?: ReasoningFormat;
};

/** Who can read a signature or redacted reasoning, in OpenRouter's words: `anthropic-claude-v1`, `google-gemini-v1`, `openai-responses-v1`. */
export type ReasoningFormat = string;

/** `native` carries what only one dialect knows, untouched. */
export type Part = PartBody & { readonly cache?: CacheHint };

/** Where the bytes of a picture, a sound or a file are. */
export type MediaSource =
  | { readonly kind: "base64"; readonly mediaType: string; readonly data: string }
  | { readonly kind: "url"; readonly url: string; readonly mediaType?: string }
  | { readonly kind: "file_id"; readonly id: string }
  | { readonly kind: "text"; readonly text: string };

/** A tool the model may call. Who runs it is the caller's matter, but for native ones. */
export type Tool = {
  readonly name: string;
  readonly description?: string;
  /** A JSON Schema; absent for a tool without parameters. */
  readonly parameters?: JsonObject;
  readonly strict?: boolean;
  readonly cache?: CacheHint;
  /** A tool that takes free text in place of JSON, perhaps bound to a grammar; OpenAI's formats only. */
  readonly custom?: { readonly format?: JsonObject };
  /** A tool that only one dialect knows (web search, custom grammars), untouched. */
  readonly native?: { readonly dialect: DialectId; readonly value: JsonObject };
};

/** Whether and which tools the model may or has to call; absent is the format's own default, `auto`. */
export type ToolChoice =
  | { readonly kind: "auto" | "none" | "required" }
  | { readonly kind: "tool"; readonly name: string }
  | { readonly kind: "allowed"; readonly mode: "auto" | "required"; readonly names: readonly string[] };

/** The form of the answer's text. */
export type ResponseFormat =
  | { readonly kind: "text" | "json_object" }
  | {
      readonly kind: "json_schema";
      readonly name: string;
      readonly schema: JsonObject;
      readonly strict?: boolean;
      readonly description?: string;
    };

/** How the next token is chosen, and when to stop. In chat's ranges; writers narrow them. */
export type Sampling = {
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  readonly logprobs?: boolean;
  readonly topLogprobs?: number;
  readonly logitBias?: JsonObject;
};

export type Reasoning = {
  readonly effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";
  /** Tokens the model may spend on reasoning. */
  readonly budgetTokens?: number;
  readonly summary?: string;
};

/** `native` is the provider's own word, kept for the log. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter";

/**
 * A reply as a sequence of events; a whole reply is the fold over them, so both can never differ.
 * `tool_start.id` may be empty: the provider gave none, and the writer makes one from the reply's own id.
 * `logprobs.value` is a list of chat's token entries; `citation.value` is a `Citation`.
 */
export type CanonicalEvent =
  | { readonly type: "start"; readonly id?: string; readonly model?: string; readonly createdSeconds?: number }
  | { readonly type: "text"; readonly choice: number; readonly text: string }
  | { readonly type: "reasoning"; readonly choice: number; readonly text: string; readonly format?: ReasoningFormat }
  | {
      readonly type: "reasoning_signature";
      readonly choice: number;
      readonly signature: string;
      readonly format?: ReasoningFormat;
    }
  | {
      readonly type: "reasoning_redacted";
      readonly choice: number;
      readonly data: string;
      readonly id?: string;
      readonly format?: ReasoningFormat;
    }
  | { readonly type: "refusal"; readonly choice: number; readonly text: string }
  | {
      readonly type: "tool_start";
      readonly choice: number;
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly signature?: string;
      readonly custom?: boolean;
    }
  | { readonly type: "tool_arguments"; readonly choice: number; readonly index: number; readonly text: string }
  | { readonly type: "logprobs"; readonly choice: number; readonly value: JsonValue }
  | { readonly type: "citation"; readonly choice: number; readonly value: JsonObject }
  | { readonly type: "native"; readonly choice: number; readonly dialect: DialectId; readonly value: JsonObject }
  | {
      readonly type: "finish";
      readonly choice: number;
      readonly reason: FinishReason;
      readonly native?: string;
      readonly stopSequence?: string;
    }
  | { readonly type: "usage"; readonly usage: Usage }
  /** What the provider had counted before the reply ended: only for the estimate of a reply that is cut off. */
  | { readonly type: "usage_so_far"; readonly usage: Usage }
  | { readonly type: "error"; readonly error: GatewayError };

/** A source the reply names, in the shape of OpenAI's `url_citation`. */
export type Citation = {
  readonly url: string;
  readonly title?: string;
  readonly start_index?: number;
  readonly end_index?: number;
  /** The words of the source that are cited. */
  readonly content?: string;
};

const meaningful = new Set<CanonicalEvent["type"]>([
  "text",
  "reasoning",
  "reasoning_redacted",
  "refusal",
  "tool_start",
  "tool_arguments",
  "citation",
  "native",
]);

/** Whether an event is content: the first such event is the commit point, after which no other target can take over. */
export function isMeaningful(event: CanonicalEvent): boolean {
  return meaningful.has(event.type) || event.type === "finish";
}
