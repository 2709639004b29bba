"use client";

import { SearchIcon, XIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type SearchFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const settlesAfterMs = 180;

/** Searches as one types. `/` comes here, Esc empties it and then leaves. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const { typed, setTyped } = useTyped(value, onChange);
  const field = useRef<HTMLInputElement>(null);

  function press(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    if (typed === "") field.current?.blur();
    else setTyped("");
  }

  function clear() {
    setTyped("");
    field.current?.focus();
  }

  return (
    <search className="group relative w-full md:w-64">
      <SearchIcon
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-muted"
      />
      <Input
        ref={field}
        data-search
        aria-label={label}
        placeholder={label}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        className="pr-8 pl-8.5"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
      />
      {typed === "" ? <SearchKey /> : <ClearButton onClear={clear} />}
    </search>
  );
}

/** What is in the field: ahead of the address by a moment. */
function useTyped(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);

  // The echo of what was typed here is no news, however late it comes; by the back button or a cleared filter the
  // address says something else, and the field follows.
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setTyped(value);
      setSent(value);
    }
  }

  useEffect(() => {
    if (typed === sent) return;
    const timer = setTimeout(() => {
      setSent(typed);
      onChange(typed);
    }, settlesAfterMs);
    return () => clearTimeout(timer);
  }, [typed, sent, onChange]);

  return { typed, setTyped };
}

function SearchKey() {
  return (
    <Kbd
      aria-hidden="true"
      className="absolute top-1/2 right-2 -translate-y-1/2 group-focus-within:hidden max-md:hidden"
    >
      /
    </Kbd>
  );
}

function ClearButton({ onClear }: { readonly onClear: () => void }) {
  return (
    <button
      type="button"
      aria-label="Clear the search"
      onClick={onClear}
      className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-sm text-muted hover:text-ink"
    >
      <XIcon aria-hidden="true" className="size-3.5" />
    </button>
  );
}
