import type { Clock } from "#lib/core/clock.ts";
import { cachedReplyLengthMax, type ReplyCache } from "../../gateway/cache/reply-cache.ts";
import type { MemoryBounds } from "./kept-reasoning.ts";

const usualBounds: MemoryBounds = { entriesMax: 20_000, charactersMax: 32 * 1_024 * 1_024 };

/** In this process, within bounds: what was not asked for the longest makes room. */
export function memoryReplyCache(clock: Clock, bounds: MemoryBounds = usualBounds): ReplyCache {
  /** In the order in which they were last used. */
  const entries = new Map<string, { readonly text: string; readonly untilMs: number }>();
  let characters = 0;

  function drop(name: string): void {
    characters -= entries.get(name)?.text.length ?? 0;
    entries.delete(name);
  }

  return {
    keep(name, text, seconds) {
      if (text.length > Math.min(cachedReplyLengthMax, bounds.charactersMax)) return;
      drop(name);
      entries.set(name, { text, untilMs: clock.nowMs() + seconds * 1_000 });
      characters += text.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= bounds.entriesMax && characters <= bounds.charactersMax) return;
        drop(oldest);
      }
    },
    find: async (name) => {
      const entry = entries.get(name);
      if (!entry) return undefined;
      if (entry.untilMs <= clock.nowMs()) {
        drop(name);
        return undefined;
      }
      entries.delete(name);
      entries.set(name, entry);
      return entry.text;
    },
  };
}
