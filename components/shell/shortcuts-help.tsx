"use client";

import { Fragment, useId } from "react";
import { useCommandKey } from "#components/keyboard/use-command-key.ts";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { navigation } from "./navigation.ts";
import { useShell } from "./shell-state.tsx";

type Line = { readonly keys: readonly string[]; readonly does: string };

const everywhere: readonly Line[] = [
  { keys: ["/"], does: "Search this page" },
  { keys: ["?"], does: "Show these shortcuts" },
  { keys: ["Esc"], does: "Close what is open" },
];

const inTables: readonly Line[] = [
  { keys: ["J"], does: "Next row" },
  { keys: ["K"], does: "Previous row" },
  { keys: ["Enter"], does: "Open the row" },
];

const pages: readonly Line[] = navigation.flatMap((group) =>
  group.entries.map(({ key, label }) => ({ keys: ["G", key.toUpperCase()], does: `Go to ${label.toLowerCase()}` })),
);

export function ShortcutsHelp() {
  const { overlay, show } = useShell();
  const { shortcuts, update } = usePreferences();
  const field = useId();
  const palette = { keys: [useCommandKey(), "K"], does: "Open the command palette" };
  return (
    <Dialog open={overlay === "shortcuts"} onOpenChange={(open) => show(open ? "shortcuts" : undefined)}>
      <DialogContent className="max-w-140" onOpenAutoFocus={focusDialog}>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>Keys that are pressed one after the other need not be held.</DialogDescription>
        </DialogHeader>
        <DialogBody className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          <div className="flex flex-col gap-5">
            <ShortcutList title="Everywhere" lines={[palette, ...everywhere]} />
            <ShortcutList title="Tables" lines={inTables} />
          </div>
          <ShortcutList title="Pages" lines={pages} />
        </DialogBody>
        <div className="flex items-center justify-between gap-3 border-t px-5 py-3 text-sm">
          <label htmlFor={field}>Single-letter shortcuts</label>
          <Switch
            id={field}
            checked={shortcuts === "on"}
            onCheckedChange={(on) => update({ shortcuts: on ? "on" : "off" })}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** It is there to be read: the focus goes to the dialog, not to the switch at its foot. */
function focusDialog(event: Event) {
  if (!(event.target instanceof HTMLElement)) return;
  event.preventDefault();
  event.target.focus();
}

function ShortcutList({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section>
      <h3 className="pb-1 text-2xs text-muted">{title}</h3>
      <dl className="divide-y">
        {lines.map(({ keys, does }) => (
          <div key={does} className="flex h-8 items-center justify-between gap-3 text-sm">
            <dt>{does}</dt>
            <dd className="flex items-center gap-1">
              {keys.map((key) => (
                <Fragment key={key}>
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
