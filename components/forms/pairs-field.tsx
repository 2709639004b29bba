"use client";

import { PlusIcon, XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormField, FormItem, FormMessage } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";

export type Pair = { readonly name: string; readonly value: string };

type PairsFieldProps = {
  readonly name: string;
  readonly label: string;
  /** "header", "tag": one of them. */
  readonly noun: string;
  readonly help?: ReactNode;
};

/** Names with values: headers, tags. Its value in the form is the list of pairs, in their order. */
export function PairsField({ name, label, noun, help }: PairsFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => {
        const pairs: readonly Pair[] = field.value;
        const replace = (index: number, pair: Pair) => field.onChange(pairs.with(index, pair));
        return (
          <FormItem>
            <fieldset className="flex min-w-0 flex-col gap-1.5">
              <legend className="mb-1.5 font-medium text-sm">
                {label}
                <span className="ml-1.5 font-normal text-muted">Optional</span>
              </legend>
              {pairs.map((pair, index) => (
                <PairRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no identity but its place while it is typed
                  key={index}
                  noun={noun}
                  pair={pair}
                  onChange={(next) => replace(index, next)}
                  onRemove={() => field.onChange(pairs.toSpliced(index, 1))}
                />
              ))}
              <Button
                size="small"
                className="self-start"
                onClick={() => field.onChange([...pairs, { name: "", value: "" }])}
              >
                <PlusIcon aria-hidden="true" />
                Add {noun}
              </Button>
            </fieldset>
            {help === undefined ? null : <p className="text-muted text-xs">{help}</p>}
            <FormMessage />
          </FormItem>
        );
      }}
    />
  );
}

type PairRowProps = {
  readonly noun: string;
  readonly pair: Pair;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
};

function PairRow({ noun, pair, onChange, onRemove }: PairRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-1.5">
      <Input
        aria-label={`Name of the ${noun}`}
        placeholder="Name"
        className="code"
        spellCheck={false}
        value={pair.name}
        onChange={(event) => onChange({ ...pair, name: event.target.value })}
      />
      <Input
        aria-label={`Value of the ${noun} ${pair.name}`}
        placeholder="Value"
        className="code"
        spellCheck={false}
        value={pair.value}
        onChange={(event) => onChange({ ...pair, value: event.target.value })}
      />
      <Button variant="ghost" size="icon" aria-label={`Remove the ${noun} ${pair.name}`} onClick={onRemove}>
        <XIcon aria-hidden="true" />
      </Button>
    </div>
  );
}
