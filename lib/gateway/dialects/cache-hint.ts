import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { CacheHint } from "./canonical.ts";

/** Anthropic's cache mark, which clients of OpenRouter and others also put on chat's parts. */
export function readCacheHint(object: JsonObject): CacheHint | undefined {
  const control = object["cache_control"];
  if (!isJsonObject(control) || control["type"] !== "ephemeral") return undefined;
  const { ttl } = control;
  return ttl === "1h" || ttl === "5m" ? { ttl } : {};
}

/** The same back. */
export function writeCacheControl({ ttl }: CacheHint): JsonObject {
  return { cache_control: ttl === undefined ? { type: "ephemeral" } : { type: "ephemeral", ttl } };
}
