import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

/** The limit: parses, forwards, reads the usage, and does nothing else a gateway is for. */
const pool = new Pool(process.argv[2] ?? "", { connections: 256 });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (part: Buffer) => chunks.push(part));
  request.on("end", () => void forward(Buffer.concat(chunks), response));
});

async function forward(body: Buffer, response: import("node:http").ServerResponse): Promise<void> {
  const { stream } = JSON.parse(body.toString("utf8"));
  const reply = await pool.request({
    path: "/v1/chat/completions",
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (stream) {
    response.writeHead(reply.statusCode, { "content-type": "text/event-stream" });
    for await (const part of reply.body) response.write(part);
    response.end();
    return;
  }
  const text = await reply.body.text();
  const { usage } = JSON.parse(text);
  response.writeHead(reply.statusCode, { "content-type": "application/json", "x-tokens": String(usage.total_tokens) });
  response.end(text);
}

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
