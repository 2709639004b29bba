"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isTyping } from "#components/keyboard/is-typing.ts";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import { navigation } from "./navigation.ts";
import { useShell } from "./shell-state.tsx";
import { type Shortcut, shortcutReader } from "./shortcut-reader.ts";

/** Listens for the whole dashboard. Draws nothing. */
export function Shortcuts() {
  const router = useRouter();
  const { overlay, show } = useShell();
  const { shortcuts } = usePreferences();

  useEffect(() => {
    const read = shortcutReader(navigation.flatMap((group) => group.entries));

    function act(shortcut: Shortcut) {
      switch (shortcut.kind) {
        case "palette":
          return show(overlay === "palette" ? undefined : "palette");
        case "help":
          return show("shortcuts");
        case "search":
          return document.querySelector<HTMLElement>("[data-search]")?.focus();
        case "go":
          return router.push(shortcut.href);
      }
    }

    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const command = event.metaKey || event.ctrlKey;
      const typing = shortcuts === "off" || overlay !== undefined || isTyping(event.target);
      const shortcut = read({ key: event.key, command, typing, atMs: event.timeStamp });
      if (!shortcut) return;
      event.preventDefault();
      act(shortcut);
    }

    // Before everybody else: after `g`, the `k` of "keys" must not move a table's row.
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, [router, overlay, show, shortcuts]);

  return null;
}
