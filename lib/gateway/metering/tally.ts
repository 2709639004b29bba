import type { CanonicalEvent } from "../dialects/canonical.ts";
import type { Usage } from "./usage.ts";

/** What was seen of one reply: enough to charge it, whether or not it ever became complete. */
export type Tally = {
  readonly add: (event: CanonicalEvent) => void;
  /** The provider's last report; the last one wins. */
  readonly usage: () => Usage | undefined;
  /** What the provider had counted when the reply broke off: its input is exact, its output not yet. */
  readonly usageSoFar: () => Usage | undefined;
  /** All text that came out so far, reasoning and arguments of tools included; for estimates. */
  readonly outputText: () => string;
};

export function openTally(): Tally {
  let usage: Usage | undefined;
  let usageSoFar: Usage | undefined;
  const pieces: string[] = [];
  return {
    add(event) {
      switch (event.type) {
        case "usage":
          usage = event.usage;
          return;
        case "usage_so_far":
          usageSoFar = event.usage;
          return;
        case "text":
        case "reasoning":
        case "refusal":
        case "tool_arguments":
          pieces.push(event.text);
          return;
        case "tool_start":
          pieces.push(event.name);
          return;
        default:
          return;
      }
    },
    usage: () => usage,
    usageSoFar: () => usageSoFar,
    outputText: () => pieces.join(""),
  };
}
