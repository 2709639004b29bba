"use client";

import { KeyboardIcon, LogOutIcon } from "lucide-react";
import { toast } from "sonner";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Monogram } from "./monogram.tsx";
import type { ShellSession } from "./session.ts";
import { useShell } from "./shell-state.tsx";
import { signOut } from "./sign-out.ts";
import { ThemeChoice } from "./theme-choice.tsx";

export function UserMenu({ user }: Pick<ShellSession, "user">) {
  const { show } = useShell();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1 text-left transition-colors duration-140 hover:bg-ink/5 data-[state=open]:bg-ink/5">
        <Monogram name={user.name} shape="round" />
        <span className="min-w-0 flex-1 truncate text-sm group-data-[sidebar=collapsed]/shell:md:sr-only">
          {user.name}
        </span>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-64">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-sm">{user.name}</p>
          <p className="truncate text-muted text-xs">{user.email}</p>
        </div>
        <DropdownMenuSeparator />
        <ThemeChoice />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => show("shortcuts")}>
          <KeyboardIcon aria-hidden="true" />
          Keyboard shortcuts
          <DropdownMenuShortcut>?</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOutIcon aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

async function leave() {
  try {
    await signOut();
  } catch (error) {
    toast.error("You are still signed in", { description: error instanceof Error ? error.message : String(error) });
  }
}
