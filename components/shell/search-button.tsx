"use client";

import { SearchIcon } from "lucide-react";
import { useCommandKey } from "#components/keyboard/use-command-key.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { useShell } from "./shell-state.tsx";

/** Opens the palette, and teaches its key. */
export function SearchButton({ form }: { readonly form: "open" | "collapsed" }) {
  const { show } = useShell();
  const commandKey = useCommandKey();
  return (
    <button
      type="button"
      onClick={() => show("palette")}
      data-hint={form === "collapsed" ? "Search" : undefined}
      data-hint-side="right"
      className={classNames(
        "flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-muted text-sm",
        "transition-colors duration-140 hover:border-faint/70 hover:text-ink",
        form === "collapsed" && "justify-center px-0",
      )}
    >
      <SearchIcon aria-hidden="true" className="size-4 shrink-0 stroke-[1.75]" />
      <span className={form === "collapsed" ? "sr-only" : "flex-1 text-left"}>Search</span>
      {form === "open" ? <Kbd aria-hidden="true">{commandKey === "⌘" ? "⌘K" : "Ctrl K"}</Kbd> : null}
    </button>
  );
}
