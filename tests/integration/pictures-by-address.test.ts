import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { GatewayError } from "#lib/gateway/errors.ts";
import type { Connection, Transport, UpstreamReply } from "#lib/gateway/ports.ts";
import { undiciTransport } from "../../lib/adapters/http/undici-transport.ts";
import { providerFacts } from "../contract/provider-facts.ts";
import { bodyOf, memoryGateway } from "../support/memory-gateway.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const pngData = btoa(String.fromCharCode(...png));
const address = "https://pictures.example/a.png";

type Page = {
  readonly status?: number;
  readonly type?: string;
  readonly location?: string;
  readonly body?: Uint8Array;
};

/** A web of a few pages; any other address does not answer. */
function web(pages: Readonly<Record<string, Page>>) {
  const asked: string[] = [];
  const transport: Transport = {
    async send({ url, headers }) {
      asked.push(url);
      expect(Object.keys(headers).sort()).toEqual(["accept", "accept-encoding"]);
      const page = pages[url];
      if (!page) throw new GatewayError("upstream_error");
      return replyOf(page);
    },
  };
  return { asked, transport };
}

function replyOf({ status = 200, type = "image/png", location, body = png }: Page): UpstreamReply {
  return {
    status,
    headers: { "content-type": type, ...(location !== undefined && { location }) },
    body: (async function* () {
      yield body;
    })(),
    cancel: () => undefined,
  };
}

const google: Partial<Connection> = {
  kind: "google",
  baseUrl: "https://generativelanguage.googleapis.com/v1beta",
  models: new Set(["gemini-2.5-flash"]),
};
const googleReply = providerFacts["google"]?.whole.reply ?? "";
const asked = (url: string): JsonObject => ({
  model: "gemini-2.5-flash",
  messages: [
    { role: "system", content: "Be kind." },
    {
      role: "user",
      content: [
        { type: "text", text: url },
        { type: "image_url", image_url: { url } },
      ],
    },
  ],
});
const param = "messages[1].content[1].image_url.url";

function open(publicTransport: Transport, allowImageFetch = true) {
  return memoryGateway({
    connections: [google],
    allowImageFetch,
    answer: () => ({ body: googleReply }),
    ports: { publicTransport },
  });
}

describe("a picture by address for a provider that wants bytes", () => {
  it("is fetched and sent as data, once for all attempts", async () => {
    const { asked: seen, transport } = web({ [address]: { type: "application/octet-stream" } });
    let calls = 0;
    const gateway = memoryGateway({
      connections: [google, { ...google, slug: "second", priority: 2 }],
      allowImageFetch: true,
      answer: () => (calls++ === 0 ? { status: 500, body: {} } : { body: googleReply }),
      ports: { publicTransport: transport },
    });
    const reply = await gateway.ask("chat/completions", asked(address));
    expect(reply.status).toBe(200);
    expect(seen).toEqual([address]);
    for (const call of gateway.calls) {
      expect(bodyOf(call)).toMatchObject({
        contents: [{ parts: [{ text: address }, { inlineData: { mimeType: "image/png", data: pngData } }] }],
      });
    }
  });

  it.each<readonly [string, JsonObject]>([
    ["messages", { type: "image", source: { type: "url", url: address } }],
    ["responses", { type: "input_image", image_url: address }],
  ])("is fetched for callers of %s too", async (path, part) => {
    const { asked: seen, transport } = web({ [address]: {} });
    const turn = [{ role: "user", content: [part] }];
    const body = path === "messages" ? { max_tokens: 9, messages: turn } : { input: turn };
    const reply = await open(transport).ask(path, { model: "gemini-2.5-flash", ...body });
    expect([reply.status, seen]).toEqual([200, [address]]);
  });

  it("is put into the caller's own body where the provider speaks the caller's format, and nothing else changes", async () => {
    const { transport } = web({ [address]: {} });
    const gateway = memoryGateway({
      connections: [{ kind: "moonshot", baseUrl: "https://api.moonshot.ai/v1" }],
      allowImageFetch: true,
      answer: () => ({ body: providerFacts["moonshot"]?.whole.reply ?? "" }),
      ports: { publicTransport: transport },
    });
    await gateway.ask("chat/completions", { ...asked(address), model: "m", custom: 1 });
    expect(gateway.calls.map(bodyOf)).toMatchObject([
      {
        custom: 1,
        messages: [
          { role: "system" },
          {
            content: [
              { type: "text", text: address },
              { type: "image_url", image_url: { url: `data:image/png;base64,${pngData}` } },
            ],
          },
        ],
      },
    ]);
  });

  it("is left to a provider that fetches it itself", async () => {
    const { asked: seen, transport } = web({});
    const film = "https://www.youtube.com/watch?v=1";
    const gateway = open(transport, false);
    const reply = await gateway.ask("chat/completions", asked(film));
    expect([reply.status, seen]).toEqual([200, []]);
    expect(JSON.stringify(gateway.calls.map(bodyOf))).toContain('"fileUri"');
  });

  it("is refused by name where the organization does not allow it, and nothing is fetched or called", async () => {
    const { asked: seen, transport } = web({ [address]: {} });
    const gateway = open(transport, false);
    const reply = await gateway.ask("chat/completions", asked(address));
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toMatchObject({ error: { code: "unsupported_parameter", param } });
    expect([seen, gateway.calls]).toEqual([[], []]);
  });

  it("follows redirects, each judged anew", async () => {
    const { asked: seen, transport } = web({
      [address]: { status: 302, location: "/b.png" },
      "https://pictures.example/b.png": { status: 301, location: "https://cdn.example/c.png" },
      "https://cdn.example/c.png": {},
    });
    const reply = await open(transport).ask("chat/completions", asked(address));
    expect([reply.status, seen.length]).toEqual([200, 3]);
  });

  const large = new Uint8Array(10 * 1_024 * 1_024 + 1);
  large.set(png);
  it.each<readonly [string, string, Readonly<Record<string, Page>>, RegExp]>([
    ["that is not there", address, { [address]: { status: 404 } }, /status 404/],
    ["that does not answer", address, {}, /could not be reached/],
    [
      "that is a page",
      address,
      { [address]: { type: "text/html", body: new TextEncoder().encode("<html>") } },
      /no picture/,
    ],
    [
      "that only says it is a picture",
      address,
      { [address]: { body: new TextEncoder().encode("nothing") } },
      /no picture/,
    ],
    ["that is empty", address, { [address]: { body: new Uint8Array() } }, /no picture/],
    ["that is too large", address, { [address]: { body: large } }, /more than 10 MiB/],
    ["without encryption", "http://pictures.example/a.png", {}, /only https/],
    ["with a password", "https://a:b@pictures.example/a.png", {}, /user name or password/],
    ["of another scheme", "file:///etc/passwd", {}, /only https/],
    ["that is none", "not an address", {}, /not an address/],
    [
      "that redirects to no encryption",
      address,
      { [address]: { status: 302, location: "http://10.0.0.1/" } },
      /only https/,
    ],
    ["that redirects for ever", address, { [address]: { status: 302, location: address } }, /too often/],
  ])("%s is refused by name", async (...row) => {
    const [, url, pages, message] = row;
    const gateway = open(web(pages).transport);
    const reply = await gateway.ask("chat/completions", asked(url));
    expect(reply.status).toBe(400);
    const { error } = JSON.parse(reply.text);
    expect(error).toMatchObject({ code: "invalid_request", param });
    expect(error.message).toMatch(message);
    expect(gateway.calls).toHaveLength(0);
  });

  it("is never asked of a private address, whatever providers may have", async () => {
    const transport = undiciTransport({ allowPrivate: false });
    try {
      for (const host of ["127.0.0.1:1", "localhost:1", "169.254.169.254", "[::1]:1"]) {
        const reply = await open(transport).ask("chat/completions", asked(`https://${host}/a.png`));
        expect(JSON.parse(reply.text).error.message).toMatch(/not a public address/);
      }
    } finally {
      await transport.close();
    }
  });
});
