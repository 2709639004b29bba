import { describe, expect, it } from "vitest";
import type { GatewayRequest } from "../http.ts";
import type { CallFacts } from "../request/call-facts.ts";
import { requestIdentity } from "./cache-key.ts";

const messages = [{ role: "user", content: "Hi" }];

describe("what makes two requests the same one", () => {
  it.each([
    ['{"model":"m","messages":[{"role":"user","content":"Hi"}],"seed":1}', "another order and space"],
    [
      '{"seed":1,"model":"other","models":["x"],"messages":[{"content":"Hi","role":"user"}]}',
      "another name of a model",
    ],
    ['{"seed":1,"user":"u","metadata":{"a":"b"},"messages":[{"content":"Hi","role":"user"}]}', "the caller's marks"],
  ])("is not changed: %s (%s)", (text) => {
    expect(identityOf(text)).toBe(identityOf({ seed: 1, messages }));
  });

  it.each([
    [{ messages: [{ role: "user", content: "Hi " }], seed: 1 }],
    [{ messages, seed: 2 }],
    [{ messages, seed: 1, stream: true }],
    [{ messages, seed: 1, unknown: null }],
    [{ messages: [...messages, ...messages], seed: 1 }],
  ])("is changed by %j", (body) => {
    expect(identityOf(body)).not.toBe(identityOf({ seed: 1, messages }));
  });

  it("is another one at another endpoint, with metadata, or where parameters may not be dropped", () => {
    const plain = identityOf({ messages });
    expect(identityOf({ messages }, { endpoint: "messages" })).not.toBe(plain);
    expect(identityOf({ messages }, { includeMetadata: true })).not.toBe(plain);
    expect(identityOf({ messages }, { parameters: "reject" })).not.toBe(plain);
  });

  it("tells apart what only looks alike", () => {
    expect(identityOf({ a: { b: 1 } })).not.toBe(identityOf({ a: [["b", 1]] }));
    expect(identityOf({ a: { 2: 0, 10: 0 } })).toBe(identityOf('{"a":{"10":0,"2":0}}'));
    expect(identityOf('{"seed":12345678901234567890}')).not.toBe(identityOf('{"seed":12345678901234567891}'));
  });

  it("holds the caller's marks where the reply repeats them", () => {
    const endpoint = "responses";
    expect(identityOf({ metadata: { a: "b" } }, { endpoint })).not.toBe(identityOf({}, { endpoint }));
  });

  it("is none where the provider keeps something of the request", () => {
    expect(identityOf({ messages, conversation: "conv_1" })).toBeUndefined();
    expect(identityOf({ messages, background: true })).toBeUndefined();
    expect(identityOf({ messages, background: false })).toBeDefined();
  });
});

type Differing = Partial<Pick<CallFacts["options"], "includeMetadata" | "parameters">> & { readonly endpoint?: string };

function identityOf(body: object | string, { endpoint = "chat/completions", ...options }: Differing = {}) {
  const request: GatewayRequest = {
    id: "req_1",
    method: "POST",
    path: endpoint,
    headers: {},
    ip: "203.0.113.7",
    body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
    signal: new AbortController().signal,
    arrivedMs: 0,
  };
  const call: CallFacts = {
    endpoint,
    model: "m",
    stream: false,
    options: { includeMetadata: false, metadata: {}, parameters: "drop", clientRetries: 0, ...options },
  };
  return requestIdentity(request, call);
}
