import { GatewayError } from "../errors.ts";
import type { GatewayKey, GatewayPorts, RateLimitResult } from "../ports.ts";

/** Counts one request against the key's requests per minute. Throws `rate_limit_exceeded`. */
export async function takeRequestRate(ports: GatewayPorts, key: GatewayKey): Promise<RateLimitResult | undefined> {
  if (key.requestsPerMinute === undefined) return undefined;
  const result = await ports.rateLimiter.take({
    subject: `key:${key.id}:requests`,
    limit: key.requestsPerMinute,
    windowMs: 60_000,
  });
  if (result.allowed) return result;
  throw new GatewayError("rate_limit_exceeded", {
    message: `This key may send ${result.limit} requests per minute.`,
    retryAfterMs: result.resetMs,
    rate: result,
    metadata: { limit: result.limit, remaining: 0, reset_ms: result.resetMs },
  });
}
