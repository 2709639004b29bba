"use client";

import { useEffect, useState } from "react";
import { isJsonObject, type JsonValue } from "#lib/core/json.ts";

export type GatewayHealth =
  | { readonly kind: "unknown" }
  | { readonly kind: "healthy"; readonly version: string }
  /** `parts` are the ones that do not answer "ok". */
  | { readonly kind: "degraded"; readonly version: string; readonly parts: readonly string[] }
  | { readonly kind: "unreachable" };

const askEveryMs = 30_000;
const timeoutMs = 10_000;

/** How the gateway is, asked again every half minute while somebody is looking. */
export function useHealth(): GatewayHealth {
  const [health, setHealth] = useState<GatewayHealth>({ kind: "unknown" });

  useEffect(() => {
    const gone = new AbortController();
    async function ask() {
      if (document.hidden) return;
      const answer = await askHealth(gone.signal);
      if (!gone.signal.aborted) setHealth(answer);
    }
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    document.addEventListener("visibilitychange", () => void ask(), { signal: gone.signal });
    return () => {
      clearInterval(timer);
      gone.abort();
    };
  }, []);

  return health;
}

async function askHealth(gone: AbortSignal): Promise<GatewayHealth> {
  try {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch("/api/health", { signal, cache: "no-store" });
    return readHealth(await response.json());
  } catch {
    // No answer, a late one or one that is no JSON: for the reader it is all the same, the gateway is away.
    return { kind: "unreachable" };
  }
}

/** The 503 of a gateway with a part down carries the same body as the 200. */
export function readHealth(body: JsonValue): GatewayHealth {
  if (!isJsonObject(body)) return { kind: "unreachable" };
  const version = typeof body["version"] === "string" ? body["version"] : "";
  if (body["status"] === "ok") return { kind: "healthy", version };
  const parts = Object.entries(body).filter(
    ([name, state]) => name !== "status" && name !== "version" && state !== "ok",
  );
  return { kind: "degraded", version, parts: parts.map(([name]) => name) };
}
