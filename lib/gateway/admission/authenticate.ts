import { isWellFormedKey } from "#lib/core/gateway-key.ts";
import { GatewayError } from "../errors.ts";
import { type GatewayRequest, headerOf } from "../http.ts";
import type { GatewayKey, GatewayPorts } from "../ports.ts";

const keyHeaders = ["x-api-key", "api-key", "x-goog-api-key"];
const failuresPerMinute = 20;

/**
 * Finds the key that a request carries. A key that is absent or malformed is refused without any lookup; unknown
 * ones are limited per address, so that guessing costs nothing here.
 */
export async function authenticate(ports: GatewayPorts, request: GatewayRequest): Promise<GatewayKey> {
  const presented = presentedKey(request);
  if (!isWellFormedKey(presented, "gw_")) throw new GatewayError("invalid_api_key");

  const key = await ports.directory.findKey(presented);
  if (!key) {
    await countFailure(ports, request.ip);
    throw new GatewayError("invalid_api_key");
  }
  if (!key.enabled) throw new GatewayError("disabled_api_key");
  if (key.expiresAtMs !== undefined && key.expiresAtMs <= ports.clock.nowMs())
    throw new GatewayError("expired_api_key");
  return key;
}

function presentedKey(request: GatewayRequest): string {
  const found = new Set<string>();
  const authorization = request.headers["authorization"];
  for (const value of typeof authorization === "string" ? [authorization] : (authorization ?? [])) {
    found.add(/^bearer\s+(.*)$/i.exec(value)?.[1]?.trim() ?? value);
  }
  for (const name of keyHeaders) {
    const value = headerOf(request, name);
    if (value !== undefined && value !== "") found.add(value);
  }
  const [only, second] = found;
  if (only === undefined) throw new GatewayError("missing_api_key");
  if (second !== undefined) throw new GatewayError("ambiguous_credentials");
  return only;
}

async function countFailure(ports: GatewayPorts, ip: string): Promise<void> {
  const result = await ports.rateLimiter.take({
    subject: `auth-failures:${ip}`,
    limit: failuresPerMinute,
    windowMs: 60_000,
  });
  if (!result.allowed) throw new GatewayError("too_many_auth_failures", { retryAfterMs: result.resetMs });
}
