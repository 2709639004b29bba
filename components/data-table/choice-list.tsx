"use client";

import { CheckIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "#components/ui/command.tsx";

export type Choice = { readonly value: string; readonly label: string; readonly mark?: ReactNode };

/** For values that no list can hold. */
export type FreeChoice = {
  /** Said while nothing fitting is typed: "Write key:value". */
  readonly hint: string;
  /** The value that the typed text stands for; undefined while it stands for none. */
  readonly parse: (typed: string) => string | undefined;
};

export type ChoiceListProps = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly free?: FreeChoice | undefined;
  readonly chosen?: string;
  readonly onChoose: (value: string) => void;
};

/** One of many, found by typing a few of its letters; or, where anything may be meant, what was typed. */
export function ChoiceList({ label, choices, free, chosen, onChoose }: ChoiceListProps) {
  const [typed, setTyped] = useState("");
  const own = free?.parse(typed.trim());
  const isNew = own !== undefined && choices.every(({ value }) => value !== own);
  return (
    <Command label={label} loop>
      <CommandInput ref={focusNow} placeholder={label} className="text-sm" value={typed} onValueChange={setTyped} />
      <CommandList className="max-h-72 p-1">
        <CommandEmpty>{free?.hint ?? "No such value."}</CommandEmpty>
        <CommandGroup>
          {isNew ? (
            <CommandItem value={typed} onSelect={() => onChoose(own)} className="min-h-7">
              <span className="min-w-0 flex-1 truncate">Use “{typed.trim()}”</span>
            </CommandItem>
          ) : null}
          {choices.map(({ value, label: name, mark }) => (
            <CommandItem key={value} value={`${name} ${value}`} onSelect={() => onChoose(value)} className="min-h-7">
              {mark}
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {value === chosen ? <CheckIcon aria-hidden="true" className="text-ink!" /> : null}
            </CommandItem>
          ))}
        </CommandGroup>
      </CommandList>
    </Command>
  );
}

/** The list may come a moment after its popover has looked for something to focus. */
function focusNow(field: HTMLInputElement | null) {
  field?.focus();
}
