import type { Clock } from "#lib/core/clock.ts";
import { type KeptReasoning, keptReasoningSeconds } from "../../gateway/reasoning/kept-reasoning.ts";

export type MemoryBounds = { readonly entriesMax: number; readonly charactersMax: number };

const usualBounds: MemoryBounds = { entriesMax: 20_000, charactersMax: 32 * 1_024 * 1_024 };

/** In this process, within bounds: the oldest entries make room for new ones. */
export function memoryKeptReasoning(clock: Clock, bounds: MemoryBounds = usualBounds): KeptReasoning {
  /** In the order in which they were kept, which is also that in which they expire. */
  const entries = new Map<string, { readonly text: string; readonly untilMs: number }>();
  let characters = 0;

  function drop(name: string): void {
    characters -= entries.get(name)?.text.length ?? 0;
    entries.delete(name);
  }

  function makeRoom(): void {
    const nowMs = clock.nowMs();
    for (const [name, { untilMs }] of entries) {
      const fits = entries.size <= bounds.entriesMax && characters <= bounds.charactersMax;
      if (fits && untilMs > nowMs) return;
      drop(name);
    }
  }

  return {
    keep(added) {
      const untilMs = clock.nowMs() + keptReasoningSeconds * 1_000;
      for (const [name, text] of added) {
        drop(name);
        entries.set(name, { text, untilMs });
        characters += text.length;
      }
      makeRoom();
    },
    find: async (names) => {
      const nowMs = clock.nowMs();
      return new Map(
        names.flatMap((name): [string, string][] => {
          const entry = entries.get(name);
          return entry && entry.untilMs > nowMs ? [[name, entry.text]] : [];
        }),
      );
    },
  };
}
