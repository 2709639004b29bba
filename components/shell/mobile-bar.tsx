"use client";

import { MenuIcon, SearchIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { ShellOrganization } from "./session.ts";
import { useShell } from "./shell-state.tsx";

/** Below 768 px: one bar on top, from where the navigation and the search are opened. */
export function MobileBar({ organization }: { readonly organization: ShellOrganization }) {
  const { show } = useShell();
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b bg-background px-2 md:hidden">
      <Button variant="ghost" size="icon" aria-label="Open the navigation" onClick={() => show("navigation")}>
        <MenuIcon aria-hidden="true" />
      </Button>
      <p className="min-w-0 flex-1 truncate font-medium text-sm">{organization.name}</p>
      <Button variant="ghost" size="icon" aria-label="Search" onClick={() => show("palette")}>
        <SearchIcon aria-hidden="true" />
      </Button>
    </header>
  );
}
