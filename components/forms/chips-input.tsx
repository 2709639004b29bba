"use client";

import { XIcon } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { fieldClasses } from "#components/ui/input.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { type Suggest, useChips } from "./use-chips.ts";

type ChipsInputProps = Omit<ComponentProps<"input">, "value" | "onChange" | "onBlur"> & {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly onLeave: () => void;
  readonly suggest?: Suggest | undefined;
};

/**
 * Short texts, each a chip. Enter, comma or space ends one, a pasted list becomes many, Backspace takes the last one
 * back into the field. Arrows choose among suggestions where there are any.
 */
export function ChipsInput({ label, values, onChange, onLeave, suggest, placeholder, ...input }: ChipsInputProps) {
  const { field, offered, active, listId, choose } = useChips({ values, onChange, onLeave, suggest });
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click into the box is a click into its field */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the field itself */}
      <div
        onClick={focusField}
        className={classNames(
          fieldClasses,
          "flex min-h-8 cursor-text flex-wrap items-center gap-1 p-[3px] max-md:min-h-10 max-md:text-sm",
          "focus-within:border-accent focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-[-1px]",
          "has-[input[aria-invalid]]:border-bad has-[input[aria-invalid]]:outline-bad",
        )}
      >
        {values.map((value) => (
          <Chip key={value} value={value} onRemove={() => onChange(values.filter((other) => other !== value))} />
        ))}
        <input
          {...input}
          {...field}
          {...(values.length === 0 ? { placeholder } : {})}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="code h-6 min-w-24 flex-1 bg-transparent px-1.5 text-sm outline-none placeholder:font-sans max-md:text-lg"
        />
      </div>
      {suggest ? (
        <SuggestionList
          id={listId}
          label={`Suggestions for ${label}`}
          suggestions={offered}
          active={active}
          onChoose={choose}
        />
      ) : null}
    </div>
  );
}

function focusField({ target, currentTarget }: MouseEvent<HTMLElement>) {
  if (target === currentTarget) currentTarget.querySelector("input")?.focus();
}

function Chip({ value, onRemove }: { readonly value: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex h-6 min-w-0 max-w-full items-center rounded-sm bg-ink/6 pl-2">
      <span className="code truncate text-sm">{value}</span>
      <button
        type="button"
        aria-label={`Remove ${value}`}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:text-ink"
      >
        <XIcon aria-hidden="true" className="size-3" />
      </button>
    </span>
  );
}
