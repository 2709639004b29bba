import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call that reached the fake provider. */
export type SeenCall = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly body: Record<string, unknown>;
  /** Resolves once the answer was sent whole, or its connection is gone. */
  readonly closed: Promise<void>;
};

export type Respond = (call: SeenCall, response: ServerResponse) => void | Promise<void>;

export type FakeUpstream = {
  readonly baseUrl: string;
  readonly calls: SeenCall[];
  /** What happens from now on; the default answers like OpenAI. */
  readonly respond: (respond: Respond) => void;
  readonly close: () => Promise<void>;
};

/** A provider on loopback that speaks OpenAI's chat format and does what the test says. */
export async function startFakeUpstream(): Promise<FakeUpstream> {
  const calls: SeenCall[] = [];
  let respond: Respond = answerChat;
  const server = createServer((request, response) => {
    const received = receive(request, response).catch(() => undefined);
    void received.then(async (call) => {
      // A call that breaks off on its way is none.
      if (!call) return;
      calls.push(call);
      await respond(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    respond: (next) => {
      respond = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The parsed body where it is JSON; anything else is only kept as text. */
function jsonOf(request: IncomingMessage, text: string): Record<string, unknown> {
  return text !== "" && request.headers["content-type"]?.startsWith("application/json") ? JSON.parse(text) : {};
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const closed = new Promise<void>((resolve) => response.once("close", () => resolve()));
  return { path: request.url ?? "", headers: request.headers, text, body: jsonOf(request, text), closed };
}

/** 1,000 tokens in and 500 out, or as many as the caller's cap allows: a provider keeps to it. */
export function usageOf(call: SeenCall) {
  const cap = call.body["max_completion_tokens"] ?? call.body["max_tokens"];
  const completion = Math.min(500, typeof cap === "number" ? cap : 500);
  return { prompt_tokens: 1_000, completion_tokens: completion, total_tokens: 1_000 + completion };
}
export const words = ["Hello", " from", " the", " fake", " provider"];

/** Answers whole or streamed, with the usage above; usage in the stream only when it was asked for. */
export function answerChat(call: SeenCall, response: ServerResponse): void {
  if (call.path.endsWith("/models")) {
    json(response, 200, { object: "list", data: [{ id: "fake-model", object: "model" }] });
    return;
  }
  if (call.body["stream"] === true) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const frame of chatFrames(call)) response.write(frame);
    response.end();
    return;
  }
  json(response, 200, {
    id: "chatcmpl-fake",
    object: "chat.completion",
    created: 1_700_000_000,
    model: call.body["model"],
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: words.join(""), refusal: null },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage: usageOf(call),
  });
}

export function chatFrames(call: SeenCall): readonly string[] {
  const base = {
    id: "chatcmpl-fake",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: call.body["model"],
  };
  const options = call.body["stream_options"];
  const asked =
    typeof options === "object" && options !== null && "include_usage" in options && options.include_usage === true;
  const withUsage = asked ? { usage: null } : {};
  const chunk = (delta: object, finish: string | null) =>
    frame({ ...base, ...withUsage, choices: [{ index: 0, delta, finish_reason: finish }] });
  return [
    chunk({ role: "assistant", content: "" }, null),
    ...words.map((content) => chunk({ content }, null)),
    chunk({}, "stop"),
    ...(asked ? [frame({ ...base, choices: [], usage: usageOf(call) })] : []),
    "data: [DONE]\n\n",
  ];
}

export function frame(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** Answers with JSON and the headers that were set before. */
export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

export function failWith(status: number, headers: Record<string, string> = {}): Respond {
  return (_call, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    json(response, status, { error: { message: `failure ${status}`, type: "server_error", param: null, code: null } });
  };
}
