import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { readProviderError } from "../dialects/read-provider-error.ts";
import { GatewayError } from "../errors.ts";
import type { UpstreamReply } from "../ports.ts";

/** Of a whole reply, where its reader sets no limit of its own. */
const replyBytesMax = 32 * 1024 * 1024;
const errorBytesMax = 64 * 1024;

export function isEventStream(reply: UpstreamReply): boolean {
  return contentTypeOf(reply).startsWith("text/event-stream");
}

/** Throws what a reply outside 2xx means; returns for the others. */
export async function requireSuccess(reply: UpstreamReply): Promise<void> {
  if (reply.status >= 200 && reply.status < 300) return;
  if (reply.status >= 300 && reply.status < 400) {
    reply.cancel();
    throw new GatewayError("upstream_blocked", {
      upstreamStatus: reply.status,
      detail: "the provider answered with a redirect",
    });
  }
  const text = await readText(reply, errorBytesMax).catch(() => "");
  throw readProviderError({ status: reply.status, headers: reply.headers, text, body: parseJson(text) });
}

/** Any JSON value; lists of models are lists at some providers. */
export async function readJsonValue(reply: UpstreamReply): Promise<unknown> {
  return parseJson(await readText(reply, replyBytesMax));
}

/** A whole JSON reply with its exact text. Throws `upstream_invalid_response` when it is none. */
export async function readJsonReply(
  reply: UpstreamReply,
  bytesMax = replyBytesMax,
): Promise<{ readonly json: JsonObject; readonly text: string }> {
  refuseHtml(reply);
  const text = await readText(reply, bytesMax);
  const json = parseJson(text);
  if (!isJsonObject(json)) {
    throw new GatewayError("upstream_invalid_response", {
      upstreamStatus: reply.status,
      detail: `not a JSON object (${contentTypeOf(reply)})`,
    });
  }
  return { json, text };
}

/** Some proxies answer their error pages with 200. */
export function refuseHtml(reply: UpstreamReply): void {
  if (!contentTypeOf(reply).startsWith("text/html")) return;
  reply.cancel();
  throw new GatewayError("upstream_invalid_response", {
    upstreamStatus: reply.status,
    detail: "the reply is an HTML page",
  });
}

/** Throws `upstream_response_too_large` at the first byte too many. */
export async function readText(reply: UpstreamReply, bytesMax: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of reply.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      reply.cancel();
      throw new GatewayError("upstream_response_too_large", { upstreamStatus: reply.status });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** In lower case; empty where there is none. */
export function contentTypeOf(reply: UpstreamReply): string {
  const value = reply.headers["content-type"];
  return (typeof value === "string" ? value : (value?.[0] ?? "")).toLowerCase();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
