"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { ShellSession } from "./session.ts";
import { type Overlay, useShell } from "./shell-state.tsx";

// Loaded when they are first asked for: no page pays for them in its first load.
const NavigationSheet = dynamic(() => import("./navigation-sheet.tsx").then((module) => module.NavigationSheet));
const CommandPalette = dynamic(() => import("./command-palette.tsx").then((module) => module.CommandPalette));
const ShortcutsHelp = dynamic(() => import("./shortcuts-help.tsx").then((module) => module.ShortcutsHelp));

export function Overlays({ session }: { readonly session: ShellSession }) {
  const { overlay } = useShell();
  const [asked, setAsked] = useState<ReadonlySet<Overlay>>(new Set());
  // Once loaded they stay, so that closing is animated and the focus returns.
  if (overlay !== undefined && !asked.has(overlay)) setAsked(new Set([...asked, overlay]));
  return (
    <>
      {asked.has("navigation") ? <NavigationSheet session={session} /> : null}
      {asked.has("palette") ? <CommandPalette /> : null}
      {asked.has("shortcuts") ? <ShortcutsHelp /> : null}
    </>
  );
}
