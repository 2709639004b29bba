import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "redis";

export type UpstashShim = {
  readonly url: string;
  /** Answers no more, without closing connections: a store that stalls. */
  readonly stall: (isStalled: boolean) => void;
  readonly close: () => Promise<void>;
};

/** Upstash's REST protocol in front of a plain Redis: just what its client sends for scripts. */
export async function startUpstashShim(redisUrl: string): Promise<UpstashShim> {
  const client = createClient({ url: redisUrl });
  await client.connect();
  let stalled = false;
  const run = async (command: readonly unknown[]) => {
    try {
      // The first line of Upstash's scripts is one that plain Redis does not know.
      const words = command.map((word) => String(word).replace(/^#!lua[^\n]*\n/, ""));
      return { result: encode(await client.sendCommand(words)) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", async () => {
      if (stalled) return;
      const body = JSON.parse(text);
      const answer = request.url === "/pipeline" ? await Promise.all(body.map(run)) : await run(body);
      response.writeHead("error" in answer ? 400 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stall: (isStalled) => {
      stalled = isStalled;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      client.destroy();
    },
  };
}

/** The client asks for texts in base64. */
function encode(value: unknown): unknown {
  if (typeof value === "string") return Buffer.from(value).toString("base64");
  return Array.isArray(value) ? value.map(encode) : value;
}
