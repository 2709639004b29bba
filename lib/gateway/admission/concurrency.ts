import { GatewayError } from "../errors.ts";
import type { GatewayKey } from "../ports.ts";

const running = new Map<string, number>();

/**
 * Counts a request as running until the returned function is called; once is enough, more do no harm. Throws
 * `concurrency_limit_exceeded` when the key has as many running in this process as it may.
 */
export function enter(key: GatewayKey): () => void {
  if (key.maxConcurrent === undefined) return () => undefined;
  const count = running.get(key.id) ?? 0;
  if (count >= key.maxConcurrent) {
    throw new GatewayError("concurrency_limit_exceeded", {
      message: `This key may have ${key.maxConcurrent} requests running at a time.`,
      retryAfterMs: 1_000,
    });
  }
  running.set(key.id, count + 1);
  let left = false;
  return () => {
    if (left) return;
    left = true;
    const now = (running.get(key.id) ?? 1) - 1;
    if (now === 0) running.delete(key.id);
    else running.set(key.id, now);
  };
}
