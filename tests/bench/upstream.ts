import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The provider of the benchmark, in a process of its own: answers at once with a small completion, or 200 chunks. */
const completion = JSON.stringify({
  id: "chatcmpl-bench",
  object: "chat.completion",
  created: 1_700_000_000,
  model: "gpt-4o-mini",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: "A short answer.", refusal: null },
      logprobs: null,
      finish_reason: "stop",
    },
  ],
  usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
});
const chunkCount = 200;

function chunk(fields: object): string {
  return `data: ${JSON.stringify({ id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1_700_000_000, model: "gpt-4o-mini", ...fields })}\n\n`;
}

const frames = [
  chunk({ choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }] }),
  ...Array.from({ length: chunkCount }, () =>
    chunk({ choices: [{ index: 0, delta: { content: " word" }, finish_reason: null }] }),
  ),
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
  chunk({ choices: [], usage: { prompt_tokens: 20, completion_tokens: chunkCount, total_tokens: 20 + chunkCount } }),
  "data: [DONE]\n\n",
];

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (part: string) => {
    text += part;
  });
  request.on("end", () => {
    if (!text.includes('"stream":true')) {
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(completion) });
      response.end(completion);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    void drip(response);
  });
});

/** Chunk by chunk, a turn of the event loop apart, so that they travel one by one as a model's tokens do. */
async function drip(response: import("node:http").ServerResponse): Promise<void> {
  for (const frame of frames) {
    if (!response.write(frame)) await new Promise((resolve) => response.once("drain", resolve));
    else await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
