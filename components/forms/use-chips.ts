"use client";

import { type ClipboardEvent, type KeyboardEvent, useId, useState } from "react";
import type { Suggestion } from "./suggestion-list.tsx";

/** What fits the text typed so far, the best first. */
export type Suggest = (text: string) => readonly Suggestion[];

type ChipsOptions = {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly onLeave: () => void;
  readonly suggest: Suggest | undefined;
};

const separators = /[\s,;]+/;

/** What is typed becomes chips: by Enter, comma or space, by pasting a list, by choosing a suggestion, by leaving. */
export function useChips({ values, onChange, onLeave, suggest }: ChipsOptions) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const listId = useId();
  const offered = open && suggest ? suggest(text).filter(({ value }) => !values.includes(value)) : [];

  function add(entries: readonly string[]) {
    const fresh = entries.filter((entry) => entry !== "" && !values.includes(entry));
    if (fresh.length > 0) onChange([...values, ...new Set(fresh)]);
    setText("");
    setActive(-1);
  }

  function type(next: string) {
    setText(next);
    setOpen(true);
    setActive(-1);
  }

  function takeBack() {
    setText(values.at(-1) ?? "");
    onChange(values.slice(0, -1));
  }

  function aim(step: number) {
    setOpen(true);
    setActive(Math.max(-1, Math.min(offered.length - 1, active + step)));
  }

  function press(event: KeyboardEvent) {
    const typed = text.trim();
    const chosen = offered[active]?.value ?? typed;
    const isEnd = event.key === "Enter" || event.key === "," || event.key === " ";
    if (event.key === "ArrowDown" && suggest) aim(1);
    else if (event.key === "ArrowUp" && suggest) aim(-1);
    else if (isEnd && chosen !== "") add([event.key === "Enter" ? chosen : typed]);
    else if (event.key === "Backspace" && text === "" && values.length > 0) takeBack();
    else if (event.key === "Escape" && offered.length > 0) {
      // Only the suggestions close, not the drawer around.
      event.stopPropagation();
      setOpen(false);
    } else return;
    event.preventDefault();
  }

  function paste(event: ClipboardEvent) {
    const entries = event.clipboardData.getData("text").trim().split(separators);
    if (entries.length < 2) return;
    event.preventDefault();
    add(entries);
  }

  function leave() {
    add([text.trim()]);
    setOpen(false);
    onLeave();
  }

  const popup = suggest
    ? ({
        role: "combobox",
        "aria-expanded": offered.length > 0,
        "aria-controls": listId,
        "aria-autocomplete": "list",
        "aria-activedescendant": offered[active] ? `${listId}-${active}` : undefined,
      } as const)
    : {};

  return {
    listId,
    offered,
    active,
    choose: (value: string) => add([value]),
    field: {
      ...popup,
      value: text,
      onChange: (event: { readonly target: { readonly value: string } }) => type(event.target.value),
      onClick: () => setOpen(true),
      onKeyDown: press,
      onPaste: paste,
      onBlur: leave,
    },
  };
}
