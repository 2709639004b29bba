import type { NavigationEntry } from "./navigation.ts";

export type Shortcut =
  | { readonly kind: "palette" }
  | { readonly kind: "help" }
  | { readonly kind: "search" }
  | { readonly kind: "go"; readonly href: string };

export type Press = {
  readonly key: string;
  readonly command: boolean;
  /** The focus is in a field, where letters are text. */
  readonly typing: boolean;
  readonly atMs: number;
};

const secondKeyWithinMs = 1_200;

/** Reads keys one by one and says which shortcut they make. Holds nothing but the moment of the last `g`. */
export function shortcutReader(entries: readonly NavigationEntry[]) {
  let goPressedAtMs: number | undefined;

  return function read({ key, command, typing, atMs }: Press): Shortcut | undefined {
    const waiting = goPressedAtMs !== undefined && atMs - goPressedAtMs <= secondKeyWithinMs;
    goPressedAtMs = undefined;
    // The palette answers everywhere, also while one is writing.
    if (command) return key.toLowerCase() === "k" ? { kind: "palette" } : undefined;
    if (typing) return undefined;
    if (waiting) {
      const entry = entries.find((candidate) => candidate.key === key);
      if (entry) return { kind: "go", href: entry.href };
    }
    if (key === "g") goPressedAtMs = atMs;
    if (key === "?") return { kind: "help" };
    return key === "/" ? { kind: "search" } : undefined;
  };
}
