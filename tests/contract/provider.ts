import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { Secret } from "#lib/core/secret.ts";
import type { UsageCounts } from "#lib/gateway/metering/usage.ts";
import type { Provider } from "#lib/gateway/providers/provider.ts";
import {
  isStream,
  listRecordings,
  type Recording,
  readRecordedBody,
  readRecordedStream,
} from "../conformance/recordings.ts";
import { bodyOf, framesOf, type MemoryAnswer, type MemoryReply, memoryGateway } from "../support/memory-gateway.ts";

/** The endpoints of ours that every kind of provider serves, natively or by translation. */
export const endpointNames = ["chat/completions", "responses", "messages"] as const;
export type EndpointName = (typeof endpointNames)[number];

/** What is known of one kind of provider. Written by hand from its documents, never taken from the code. */
export type ProviderFacts = {
  /** A model of it, by its own name. */
  readonly model: string;
  /** For kinds whose owner gives the address. */
  readonly baseUrl?: string;
  /** The header that carries the key `sk-contract`, and those that always go along. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole address that each of our endpoints leads to. */
  readonly addresses: Readonly<Record<EndpointName, { readonly whole: string; readonly stream: string }>>;
  /** What `everything` becomes. */
  readonly request: {
    readonly body: JsonObject;
    /** Fields that must not be in what it gets. */
    readonly without: readonly string[];
    /** Exactly what `x-gateway-dropped-params` names. */
    readonly dropped: readonly string[];
  };
  readonly whole: ReplyFacts;
  readonly stream: ReplyFacts;
  readonly errors: Readonly<Record<ErrorName, ErrorFacts>>;
  /** Its answers where it is asked in a second format of its own. */
  readonly native?: Readonly<Partial<Record<EndpointName, { readonly whole: JsonObject; readonly stream: string }>>>;
};

export type ReplyFacts = {
  readonly reply: JsonObject | string;
  readonly text: string;
  readonly reasoning?: string;
  readonly usage: UsageCounts;
};

const errorNames = ["rateLimit", "contextLength", "contentPolicy", "credentials"] as const;
type ErrorName = (typeof errorNames)[number];
/** A status of 200: the provider says so in a reply, and the reply is a filtered one. */
export type ErrorFacts = {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
};

const answers = {
  rateLimit: { status: 429, code: "upstream_rate_limited" },
  contextLength: { status: 400, code: "context_length_exceeded" },
  contentPolicy: { status: 400, code: "content_filter" },
  credentials: { status: 502, code: "upstream_credentials_rejected" },
} as const;

const weather = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };

/** A chat request with every parameter that some provider has no meaning for. */
export const everything: JsonObject = {
  messages: [
    { role: "system", content: "Be kind." },
    { role: "user", content: "Weather in Rome?" },
  ],
  tools: [
    { type: "function", function: { name: "weather", description: "Weather now", parameters: weather } },
    { type: "function", function: { name: "clock", description: "Time now" } },
  ],
  tool_choice: { type: "function", function: { name: "weather" } },
  parallel_tool_calls: false,
  max_completion_tokens: 64,
  temperature: 0.5,
  stop: ["END"],
  seed: 7,
  top_k: 40,
  frequency_penalty: 0.5,
  presence_penalty: 0.5,
  logit_bias: { "50256": -100 },
  logprobs: true,
  top_logprobs: 2,
  user: "user-1",
  metadata: { team: "a" },
  service_tier: "flex",
  verbosity: "low",
};

const plain: Readonly<Record<EndpointName, JsonObject>> = {
  "chat/completions": { messages: [{ role: "user", content: "Hi" }], stream_options: { include_usage: true } },
  responses: { input: "Hi", store: false },
  messages: { max_tokens: 64, messages: [{ role: "user", content: "Hi" }] },
};

/**
 * What holds for every kind of provider: how it is asked and where, what its replies and its failures become, and
 * that nothing it has no meaning for is left out unsaid.
 */
export function describeProvider(provider: Provider, facts: ProviderFacts): void {
  const { kind } = provider;
  const open = (answer: (body: JsonObject) => MemoryAnswer) =>
    memoryGateway({
      connections: [
        {
          kind,
          slug: "only",
          baseUrl: facts.baseUrl ?? provider.baseUrl ?? "",
          models: new Set([facts.model]),
          credentials: [{ id: "crd_1", secret: new Secret("sk-contract") }],
        },
      ],
      answer: (_call, body) => answer(body),
    });
  const wholeGateway = (path: EndpointName = "chat/completions") =>
    open(() => ({ body: facts.native?.[path]?.whole ?? facts.whole.reply }));
  const streamGateway = (path: EndpointName = "chat/completions") =>
    open(() => ({ body: facts.native?.[path]?.stream ?? facts.stream.reply }));
  const asked = (body: JsonObject) => ({ model: facts.model, ...body });

  describe(kind, () => {
    it.each(endpointNames)(
      "is called where it serves %s, with its own headers and no other credential",
      async (path) => {
        const gateway = wholeGateway(path);
        await gateway.ask(path, asked(plain[path]));
        await gateway.ask(path, asked({ ...plain[path], stream: true }));
        expect(gateway.calls.map(({ url }) => url)).toEqual([
          facts.addresses[path].whole,
          facts.addresses[path].stream,
        ]);
        for (const { headers, method } of gateway.calls) {
          expect(method).toBe("POST");
          expect(headers).toMatchObject(facts.headers);
          const credentials = ["authorization", "x-api-key", "api-key", "x-goog-api-key"].filter(
            (name) => headers[name],
          );
          expect(credentials).toEqual(credentials.filter((name) => name in facts.headers));
        }
      },
    );

    it("gets every parameter that it has a meaning for under its own name, and the caller is told of the others", async () => {
      const gateway = wholeGateway();
      const reply = await gateway.ask("chat/completions", asked(everything));
      expect(reply.status).toBe(200);
      const [call] = gateway.calls;
      const body = call ? bodyOf(call) : {};
      expect(body).toMatchObject(facts.request.body);
      for (const name of facts.request.without) expect(Object.keys(body), name).not.toContain(name);
      expect(droppedOf(reply)).toEqual([...facts.request.dropped].sort());
    });

    it("is not called at all where dropping is not allowed and something would be dropped", async () => {
      const gateway = wholeGateway();
      const reply = await gateway.ask("chat/completions", asked(everything), { "x-gateway-params": "reject" });
      const refused = facts.request.dropped.length > 0;
      expect(gateway.calls).toHaveLength(refused ? 0 : 1);
      expect(reply.status).toBe(refused ? 400 : 200);
      if (refused) expect(JSON.parse(reply.text)).toMatchObject({ error: { code: "unsupported_parameter" } });
    });

    it.each(endpointNames)("a whole reply of it answers %s, with its text and its usage", async (path) => {
      const gateway = wholeGateway(path);
      const reply = await gateway.ask(path, asked(plain[path]));
      expect(reply.status).toBe(200);
      expect(textOf(path, JSON.parse(reply.text))).toBe(facts.whole.text);
      expect(gateway.settled).toMatchObject([{ request: { status: "success", usage: facts.whole.usage } }]);
      expect(gateway.settled[0]?.request.usageSource).toBe("provider");
    });

    it.each(endpointNames)("a stream of it answers %s, with its text and its usage", async (path) => {
      const gateway = streamGateway(path);
      const reply = await gateway.ask(path, asked({ ...plain[path], stream: true }));
      expect(reply.status).toBe(200);
      expect(reply.headers["content-type"]).toContain("text/event-stream");
      expect(streamedText(path, reply)).toBe(facts.stream.text);
      expect(gateway.settled).toMatchObject([{ request: { status: "success", usage: facts.stream.usage } }]);
      expect(gateway.settled[0]?.request.usageSource).toBe("provider");
    });

    it("its reasoning reaches chat's clients, whole and streamed", async () => {
      const whole = await wholeGateway().ask("chat/completions", asked(plain["chat/completions"]));
      const stream = await streamGateway().ask(
        "chat/completions",
        asked({ ...plain["chat/completions"], stream: true }),
      );
      expect(reasoningOf(JSON.parse(whole.text))).toBe(facts.whole.reasoning ?? "");
      expect(framesOf(stream.text).map(reasoningOf).join("")).toBe(facts.stream.reasoning ?? "");
    });

    it.each(errorNames)("its failure of the kind %s is named in our codes", async (name) => {
      const { status, body, headers } = facts.errors[name];
      const gateway = open(() => ({ status, body, ...(headers && { headers }) }));
      const reply = await gateway.ask("chat/completions", asked(plain["chat/completions"]));
      if (status === 200) {
        expect(JSON.parse(reply.text)).toMatchObject({ choices: [{ finish_reason: "content_filter" }] });
        return;
      }
      const [settlement] = gateway.settled;
      expect({ status: reply.status, code: settlement?.attempts[0]?.errorCode }).toEqual(answers[name]);
      if (name === "rateLimit") expect(reply.headers["retry-after"]).toBe("7");
      expect(reply.text).not.toContain("sk-contract");
      expect(settlement).toMatchObject({ request: { status: "error", costNanoUsd: 0n }, charges: [] });
    });

    const recorded = listRecordings().filter(
      ({ file, dialect }) => file.startsWith(`${kind}/`) && provider.dialects.includes(dialect),
    );
    it.runIf(recorded.length > 0).each(recorded)("answers as it was recorded: $file", async (recording) => {
      await replay(recording);
    });
  });

  async function replay(recording: Recording): Promise<void> {
    const { status } = recording;
    const isStreamed = isStream(recording);
    const gateway = open(() => ({ status, body: recordedReply(recording) }));
    const path = recording.dialect === "openai-responses" ? "responses" : "chat/completions";
    const reply = await gateway.ask(path, asked({ ...plain[path], stream: isStreamed }));
    const [settlement] = gateway.settled;
    expect(gateway.settled).toHaveLength(1);
    if (reply.status !== 200) {
      expect(settlement?.request.status).toBe("error");
      expect(JSON.parse(reply.text)).toMatchObject({
        error: { message: expect.any(String), code: expect.any(String) },
      });
    } else if (settlement?.request.status === "success" && recording.usage) {
      expect(settlement.request.usageSource).toBe("provider");
    }
  }
}

/** The text of a stream, or a body; one that is a list holds an error. */
function recordedReply(recording: Recording): JsonObject | string {
  if (isStream(recording)) return new TextDecoder().decode(readRecordedStream(recording));
  const body = readRecordedBody(recording);
  return isJsonObject(body) ? body : JSON.stringify(body);
}

function droppedOf({ headers }: MemoryReply): readonly string[] {
  return (headers["x-gateway-dropped-params"] ?? "").split(",").filter(Boolean).sort();
}

function textOf(path: EndpointName, body: JsonObject): string {
  switch (path) {
    case "chat/completions":
      return at(body, "choices", 0, "message", "content");
    case "responses":
      return listAt(body["output"])
        .filter((item) => item["type"] === "message")
        .flatMap((item) => listAt(item["content"]).map((part) => at(part, "text")))
        .join("");
    case "messages":
      return listAt(body["content"])
        .map((block) => at(block, "text"))
        .join("");
  }
}

function streamedText(path: EndpointName, reply: MemoryReply): string {
  const events = framesOf(reply.text);
  switch (path) {
    case "chat/completions":
      return events.map((event) => at(event, "choices", 0, "delta", "content")).join("");
    case "responses":
      return events
        .filter((event) => event["type"] === "response.output_text.delta")
        .map((event) => at(event, "delta"))
        .join("");
    case "messages":
      return events.map((event) => at(event, "delta", "text")).join("");
  }
}

function reasoningOf(body: JsonObject): string {
  const fields = ["reasoning_content", "reasoning"] as const;
  for (const place of ["message", "delta"]) {
    const found = fields.map((field) => at(body, "choices", 0, place, field)).find((text) => text !== "");
    if (found !== undefined) return found;
  }
  return "";
}

/** The text at a place of a JSON value; empty where there is none. */
function at(value: JsonValue | undefined, ...steps: readonly (string | number)[]): string {
  let current = value;
  for (const step of steps) {
    if (typeof step === "number") current = Array.isArray(current) ? current[step] : undefined;
    else current = isJsonObject(current) ? current[step] : undefined;
  }
  return typeof current === "string" ? current : "";
}

function listAt(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
