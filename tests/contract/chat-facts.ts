import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { UsageCounts } from "#lib/gateway/metering/usage.ts";
import { type ErrorFacts, everything, type ProviderFacts, type ReplyFacts } from "./provider.ts";

/** What tells one provider of OpenAI's chat format from the others. */
export type ChatKind = {
  readonly model: string;
  /** Where it really is, whatever slash a connection's base URL ends with. */
  readonly base: string;
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The only name of the output cap that it takes; absent: both. */
  readonly cap?: "max_tokens" | "max_completion_tokens";
  readonly dropped?: readonly string[];
  readonly body?: JsonObject;
  readonly without?: readonly string[];
  /** It also speaks the Responses format. */
  readonly responses?: boolean;
  readonly whole?: ChatReply;
  readonly stream?: ChatReply;
  readonly errors?: Partial<ProviderFacts["errors"]>;
};

type ChatReply = {
  readonly whole: JsonObject;
  readonly stream: string;
  readonly reasoning?: string;
  readonly counts?: UsageCounts;
};

const text = "Hello there";
const plainCounts: UsageCounts = { input: 10, cached_input: 2, output: 5 };

export function chatFacts(kind: ChatKind): ProviderFacts {
  const { model, base, baseUrl, dropped = [], whole = reply(), stream = reply() } = kind;
  const chat = `${base}/chat/completions`;
  const responses = kind.responses ? `${base}/responses` : chat;
  return {
    model,
    ...(baseUrl !== undefined && { baseUrl }),
    headers: kind.headers ?? { authorization: "Bearer sk-contract" },
    addresses: {
      "chat/completions": { whole: chat, stream: chat },
      responses: { whole: responses, stream: responses },
      messages: { whole: chat, stream: chat },
    },
    request: {
      body: { model, ...requestOf(kind) },
      without: [...dropped, ...(kind.without ?? []), ...(kind.cap ? [otherCap(kind.cap)] : [])],
      dropped,
    },
    whole: factsOf(whole, whole.whole),
    stream: factsOf(stream, stream.stream),
    errors: { ...openaiErrors, ...kind.errors },
    ...(kind.responses && { native: { responses: responsesReplies } }),
  };
}

function factsOf({ reasoning, counts = plainCounts }: ChatReply, wire: JsonObject | string): ReplyFacts {
  return { reply: wire, text, usage: counts, ...(reasoning !== undefined && { reasoning }) };
}

/** Everything that was asked, but for what is dropped and what has another name. */
function requestOf({ dropped = [], without = [], cap, body = {} }: ChatKind): JsonObject {
  const gone = new Set([...dropped, ...without, "max_completion_tokens"]);
  const kept = Object.entries(everything).filter(([name]) => !gone.has(name));
  return { ...Object.fromEntries(kept), [cap ?? "max_completion_tokens"]: 64, ...body };
}

function otherCap(cap: string): string {
  return cap === "max_tokens" ? "max_completion_tokens" : "max_tokens";
}

export function usage(more: JsonObject = {}): JsonObject {
  return {
    prompt_tokens: 12,
    completion_tokens: 5,
    total_tokens: 17,
    prompt_tokens_details: { cached_tokens: 2 },
    ...more,
  };
}

type ReplyShape = {
  /** Fields of the message, or of a delta before the text. */
  readonly fields?: JsonObject;
  readonly usage?: JsonObject;
  /** Where a stream has its usage: in a chunk of its own (`own`), in the last choice's chunk, in all chunks, … */
  readonly usagePlace?: "own" | "last" | "all" | "x_groq" | "choice";
  readonly comments?: boolean;
  readonly before?: readonly JsonObject[];
  /** Fields of the last chunk. */
  readonly after?: JsonObject;
};

/** "Hello there", whole and streamed in the way of one provider. */
export function reply(shape: ReplyShape = {}): ChatReply {
  const { fields = {}, usage: counts = usage() } = shape;
  const message = typeof fields["content"] === "object" ? {} : fields;
  return {
    whole: {
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_700_000_000,
      model: "served",
      choices: [{ index: 0, message: { role: "assistant", content: text, ...message }, finish_reason: "stop" }],
      usage: counts,
    },
    stream: streamOf(shape, fields, counts),
  };
}

function streamOf(shape: ReplyShape, fields: JsonObject, counts: JsonObject): string {
  const place = shape.usagePlace ?? "own";
  const chunk = (delta: JsonObject, finish: string | null, more: JsonObject = {}) => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "served",
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...(place === "all" && { usage: counts }),
    ...more,
  });
  const last: JsonObject = {
    ...(place === "last" && { usage: counts }),
    ...(place === "x_groq" && { x_groq: { id: "req_1", usage: counts } }),
    ...shape.after,
  };
  const chunks: readonly JsonValue[] = [
    ...(shape.before ?? []),
    chunk({ role: "assistant", content: "" }, null),
    ...(Object.keys(fields).length > 0 ? [chunk(fields, null)] : []),
    chunk({ content: "Hello" }, null),
    chunk({ content: " there" }, null),
    place === "choice"
      ? { ...chunk({}, null), choices: [{ index: 0, delta: {}, finish_reason: "stop", usage: counts }] }
      : chunk({}, "stop", last),
    ...(place === "own" ? [{ ...chunk({}, null), choices: [], usage: counts }] : []),
  ];
  const comment = shape.comments ? ": PROCESSING\n\n" : "";
  return `${comment}${chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(comment)}data: [DONE]\n\n`;
}

const openaiErrors: Readonly<Record<keyof ProviderFacts["errors"], ErrorFacts>> = {
  rateLimit: {
    status: 429,
    headers: { "retry-after": "7" },
    body: { error: { message: "Rate limit reached", type: "requests", param: null, code: "rate_limit_exceeded" } },
  },
  contextLength: {
    status: 400,
    body: {
      error: {
        message: "This model's maximum context length is 8192 tokens.",
        type: "invalid_request_error",
        param: "messages",
        code: "context_length_exceeded",
      },
    },
  },
  contentPolicy: {
    status: 400,
    body: {
      error: {
        message: "Your request was rejected as a result of our safety system.",
        type: "invalid_request_error",
        param: null,
        code: "content_policy_violation",
      },
    },
  },
  credentials: {
    status: 401,
    body: {
      error: {
        message: "Incorrect API key provided: sk-contract",
        type: "invalid_request_error",
        code: "invalid_api_key",
      },
    },
  },
};

const responsesUsage = {
  input_tokens: 12,
  input_tokens_details: { cached_tokens: 2 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 17,
};
const responsesMessage = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text, annotations: [] }],
};
const completed = {
  id: "resp_1",
  object: "response",
  created_at: 1_700_000_000,
  status: "completed",
  model: "served",
  output: [responsesMessage],
  usage: responsesUsage,
};

/** The same answer of a provider that is asked in the Responses format. */
const responsesReplies: { readonly whole: JsonObject; readonly stream: string } = {
  whole: completed,
  stream: (
    [
      { type: "response.created", response: { ...completed, status: "in_progress", output: [], usage: null } },
      { type: "response.output_item.added", output_index: 0, item: { ...responsesMessage, content: [] } },
      {
        type: "response.content_part.added",
        item_id: "msg_1",
        output_index: 0,
        content_index: 0,
        part: { type: "output_text", text: "", annotations: [] },
      },
      ...["Hello", " there"].map((delta) => ({
        type: "response.output_text.delta",
        item_id: "msg_1",
        output_index: 0,
        content_index: 0,
        delta,
      })),
      { type: "response.output_item.done", output_index: 0, item: responsesMessage },
      { type: "response.completed", response: completed },
    ] satisfies readonly JsonObject[]
  )
    .map((event, index) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: index })}\n\n`)
    .join(""),
};
