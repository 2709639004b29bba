import type { Secret } from "#lib/core/secret.ts";
import type { Log } from "../../gateway/ports.ts";
import { type KeptReasoning, keptReasoningSeconds } from "../../gateway/reasoning/kept-reasoning.ts";
import { textSealer } from "../crypto/text-sealer.ts";
import { withinPatience } from "./within-patience.ts";

/** What is used of a Redis, over either protocol. */
export type TextStore = {
  readonly setTexts: (entries: ReadonlyMap<string, string>, seconds: number) => Promise<unknown>;
  readonly getTexts: (names: readonly string[]) => Promise<readonly (string | null)[]>;
};

export type SharedKeptOptions = {
  readonly store: TextStore;
  /** Thoughts are users' text: the store sees them sealed. */
  readonly secret: Secret;
  readonly log: Log;
};

const prefix = "gateway:reasoning:";

/** Shared by all instances. While the store is away, nothing is kept and nothing is found. */
export function sharedKeptReasoning({ store, secret, log }: SharedKeptOptions): KeptReasoning {
  const sealer = textSealer(secret, "kept reasoning");
  const away = (cause: unknown): void => log.warn("kept_reasoning_away", { cause });
  return {
    keep(entries) {
      const sealed = new Map([...entries].map(([name, text]) => [prefix + name, sealer.seal(text, name)]));
      store.setTexts(sealed, keptReasoningSeconds).catch(away);
    },
    async find(names) {
      try {
        const texts = await withinPatience(store.getTexts(names.map((name) => prefix + name)));
        return new Map(
          names.flatMap((name, index): [string, string][] => {
            const sealed = texts[index];
            const text = typeof sealed === "string" ? sealer.open(sealed, name) : undefined;
            return text === undefined ? [] : [[name, text]];
          }),
        );
      } catch (cause) {
        away(cause);
        return new Map();
      }
    },
  };
}
