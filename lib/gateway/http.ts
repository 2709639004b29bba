/** What a door hands to the engine. Plain objects: `Request` and `Response` would halve the throughput. */
export type GatewayRequest = {
  /** Ours, made by the door; also the id of the log row. */
  readonly id: string;
  readonly method: string;
  /** Behind `/v1/`, decoded, without the query: `chat/completions`, `models/openai/gpt-4o-mini`. */
  readonly path: string;
  /** Lower-case names. A header that came more than once is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The caller's address after the trusted proxies were taken off. */
  readonly ip: string;
  /** Complete and at most 32 MiB; empty where the method carries none. */
  readonly body: Uint8Array;
  /**
   * The body as it comes, where the endpoint takes uploads; `body` is empty then. At most 32 MiB. Throws
   * `request_too_large`, `request_timeout` or `caller_gone`.
   */
  readonly upload?: AsyncIterable<Uint8Array>;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
  /** `clock.monotonicMs()` when the request arrived. */
  readonly arrivedMs: number;
};

export type GatewayReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text or bytes at once, or the pieces of a stream. The door must read a stream to its end or call `return`. */
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
};

/** A header's value; the first where it was repeated. */
export function headerOf(request: GatewayRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : value?.[0];
}
