import type { FetchedMedia } from "../dialects/remote-media.ts";
import { asGatewayError, GatewayError } from "../errors.ts";
import type { Transport, UpstreamReply } from "../ports.ts";
import { mediaTypeOf } from "./media-type.ts";

/** What is wrong with an address, in words for its caller. */
export class MediaRefused extends Error {
  override readonly name = "MediaRefused";
}

const redirectsMax = 3;
const connectMs = 5_000;
const timeoutMs = 15_000;

/**
 * Fetches one picture, sound or document of at most `bytesMax` bytes. Redirects are followed by hand, so that the
 * guard judges every address anew. Ends with `signal`, or after 15 s. Throws `MediaRefused`.
 */
export async function fetchMedia(
  transport: Transport,
  address: string,
  limits: { readonly bytesMax: number; readonly signal: AbortSignal },
): Promise<FetchedMedia> {
  const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(timeoutMs)]);
  let url = address;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const reply = await send(transport, requireHttps(url), signal);
    if (reply.status >= 200 && reply.status < 300) return readMedia(reply, limits.bytesMax);
    reply.cancel();
    const location = headerOf(reply, "location");
    if (reply.status < 300 || reply.status >= 400 || location === "") {
      throw new MediaRefused(`it answered with status ${reply.status}`);
    }
    url = URL.canParse(location, url) ? new URL(location, url).href : "";
  }
  throw new MediaRefused("it redirects too often");
}

function requireHttps(url: string): string {
  if (!URL.canParse(url)) throw new MediaRefused("it is not an address");
  const { protocol, username, password } = new URL(url);
  if (protocol !== "https:") throw new MediaRefused("only https addresses are fetched");
  if (username !== "" || password !== "") throw new MediaRefused("it holds a user name or password");
  return url;
}

async function send(transport: Transport, url: string, signal: AbortSignal): Promise<UpstreamReply> {
  try {
    return await transport.send({
      url,
      method: "GET",
      headers: { accept: "image/*, audio/*, application/pdf, text/plain", "accept-encoding": "identity" },
      connectMs,
      headersMs: timeoutMs,
      idleMs: timeoutMs,
      signal,
    });
  } catch (cause) {
    throw refusalOf(cause, signal);
  }
}

async function readMedia(reply: UpstreamReply, bytesMax: number): Promise<FetchedMedia> {
  const declared = headerOf(reply, "content-type").split(";")[0]?.trim().toLowerCase() ?? "";
  const bytes = await readBytes(reply, bytesMax);
  const mediaType = mediaTypeOf(bytes, declared);
  if (mediaType === undefined) throw new MediaRefused("it holds no picture, sound, PDF or plain text");
  return { mediaType, data: toBase64(bytes) };
}

async function readBytes(reply: UpstreamReply, bytesMax: number): Promise<Uint8Array> {
  const tooLarge = new MediaRefused(`it holds more than ${Math.floor(bytesMax / 1_048_576)} MiB`);
  if (Number(headerOf(reply, "content-length")) > bytesMax) {
    reply.cancel();
    throw tooLarge;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of reply.body) {
      length += chunk.byteLength;
      if (length > bytesMax) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (cause) {
    reply.cancel();
    throw cause instanceof MediaRefused ? cause : new MediaRefused("it broke off");
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Says nothing of the network behind the gateway. */
function refusalOf(cause: unknown, signal: AbortSignal): MediaRefused {
  const { code } = asGatewayError(cause);
  if (code === "upstream_blocked") return new MediaRefused("it is not a public address");
  const late = signal.aborted || code === "upstream_timeout";
  return new MediaRefused(late ? "it did not answer in time" : "it could not be reached");
}

function headerOf({ headers }: UpstreamReply, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

const piece = 0x8000;

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}

/** A refusal as the caller reads it. */
export function mediaError(refusal: MediaRefused, param: string): GatewayError {
  const message = `The address at '${param}' cannot be used: ${refusal.message}.`;
  return new GatewayError("invalid_request", { param, message });
}
