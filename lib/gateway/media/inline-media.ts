import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { type FetchedMedia, inlineMedia, listRemoteMedia } from "../dialects/remote-media.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayPorts } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import { changeBody } from "../request/splice-body.ts";
import type { Target } from "../routing/plan.ts";
import { fetchMedia, MediaRefused, mediaError } from "./fetch-media.ts";
import { inlineInBody } from "./inline-in-body.ts";

/** Makes a call ready for one target; called again for each attempt. */
export type CallPreparation = (call: ModelCall, target: Target) => Promise<ModelCall>;

export type MediaPolicy = {
  /** Whether the organization lets the gateway fetch what callers name. */
  readonly isAllowed: () => Promise<boolean>;
  /** The end of the request. */
  readonly signal: AbortSignal;
};

const addressesMax = 16;
const bytesEachMax = 10 * 1_024 * 1_024;
/** What Google takes in one request, which is the least of those who want bytes. */
const base64CharactersMax = 20 * 1_024 * 1_024;
const tooMuch = "with it the request would hold too much data";

/** Gives a call the bytes that a target wants in place of addresses; each address is fetched once a request. */
export function openMediaInliner(
  ports: Pick<GatewayPorts, "publicTransport">,
  { isAllowed, signal }: MediaPolicy,
): CallPreparation {
  const fetched = new Map<string, Promise<FetchedMedia>>();
  const fetchOnce = (url: string): Promise<FetchedMedia> => {
    const known = fetched.get(url) ?? fetchMedia(ports.publicTransport, url, { bytesMax: bytesEachMax, signal });
    fetched.set(url, known);
    return known;
  };
  return async (call, target) => {
    const urls = addressesFor(call, target);
    if (urls.length === 0) return call;
    await requireAllowed(call, urls, isAllowed);
    const media = new Map<string, FetchedMedia>();
    let characters = 0;
    // One behind the other: what does not fit is not fetched.
    for (const url of urls) {
      const one = await fetchOnce(url).catch((cause: unknown) => reject(call, url, cause));
      characters += one.data.length;
      if (characters > base64CharactersMax) reject(call, url, new MediaRefused(tooMuch));
      media.set(url, one);
    }
    const body = changeBody(call.body, inlineInBody(call.body.json, media));
    return { ...call, canonical: inlineMedia(call.canonical, media), body };
  };
}

/** Those that the target does not fetch itself. */
function addressesFor({ canonical }: ModelCall, target: Target): readonly string[] {
  const { mediaUrls } = target.provider.quirks(target.model);
  return mediaUrls ? listRemoteMedia(canonical).filter((url) => !mediaUrls.test(url)) : [];
}

async function requireAllowed(call: ModelCall, urls: readonly string[], isAllowed: () => Promise<boolean>) {
  const [first = ""] = urls;
  const param = pathOfText(call.body.json, first);
  if (!(await isAllowed())) {
    const message = `The model that would serve the request takes the content at '${param}' as data only, and this organization does not let the gateway fetch addresses.`;
    throw new GatewayError("unsupported_parameter", { param, message });
  }
  if (urls.length > addressesMax) {
    throw new GatewayError("too_many_items", { param, message: `At most ${addressesMax} addresses are fetched.` });
  }
}

function reject(call: ModelCall, url: string, cause: unknown): never {
  throw cause instanceof MediaRefused ? mediaError(cause, pathOfText(call.body.json, url)) : cause;
}

/** Where an address stands in a caller's body, as `param` shows it: `messages[0].content[1].image_url.url`. */
function pathOfText(value: JsonValue, text: string): string {
  const steps = findText(value, text);
  return (
    steps?.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("") ?? ""
  );
}

/** The same words in a text are no address. */
const words: ReadonlySet<string | number> = new Set(["text", "content", "input"]);

function findText(value: JsonValue, text: string): readonly (string | number)[] | undefined {
  if (value === text) return [];
  const entries: readonly (readonly [string | number, JsonValue])[] = Array.isArray(value)
    ? value.map((item: JsonValue, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries<JsonValue>(value satisfies JsonObject)
      : [];
  for (const [step, inner] of entries) {
    if (typeof inner === "string" && words.has(step)) continue;
    const rest = findText(inner, text);
    if (rest) return [step, ...rest];
  }
  return undefined;
}
