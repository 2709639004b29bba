"use client";

import { KeyboardIcon, MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "#components/ui/command.tsx";
import { Dialog, DialogContent, DialogTitle } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { navigation } from "./navigation.ts";
import { useShell } from "./shell-state.tsx";

const themes = [
  { value: "light", label: "Light theme", icon: SunIcon },
  { value: "dark", label: "Dark theme", icon: MoonIcon },
  { value: "system", label: "Theme of the system", icon: MonitorIcon },
] as const;

/** Anywhere in a few letters. */
export function CommandPalette() {
  const { overlay, show } = useShell();
  return (
    <Dialog open={overlay === "palette"} onOpenChange={(open) => show(open ? "palette" : undefined)}>
      <DialogContent aria-describedby={undefined} className="max-w-140 overflow-hidden [&>button:last-child]:hidden">
        <DialogTitle className="sr-only">Command palette</DialogTitle>
        <Command loop>
          <CommandInput placeholder="Go to a page or change the theme" />
          <CommandList>
            <CommandEmpty>Nothing here has that name.</CommandEmpty>
            <PageCommands />
            <ThemeCommands />
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

function PageCommands() {
  const router = useRouter();
  const { show } = useShell();

  function go(href: string) {
    show(undefined);
    router.push(href);
  }

  return (
    <CommandGroup heading="Pages">
      {navigation
        .flatMap((group) => group.entries)
        .map(({ href, label, icon: Icon, key }) => (
          <CommandItem key={href} value={label} onSelect={() => go(href)}>
            <Icon aria-hidden="true" />
            {label}
            <span className="ml-auto flex gap-1">
              <Kbd>G</Kbd>
              <Kbd>{key.toUpperCase()}</Kbd>
            </span>
          </CommandItem>
        ))}
    </CommandGroup>
  );
}

function ThemeCommands() {
  const { setTheme } = useTheme();
  const { show } = useShell();

  function choose(theme: string) {
    show(undefined);
    setTheme(theme);
  }

  return (
    <CommandGroup heading="Preferences">
      {themes.map(({ value, label, icon: Icon }) => (
        <CommandItem key={value} value={label} onSelect={() => choose(value)}>
          <Icon aria-hidden="true" />
          {label}
        </CommandItem>
      ))}
      <CommandItem value="Keyboard shortcuts" onSelect={() => show("shortcuts")}>
        <KeyboardIcon aria-hidden="true" />
        Keyboard shortcuts
        <Kbd className="ml-auto">?</Kbd>
      </CommandItem>
    </CommandGroup>
  );
}
