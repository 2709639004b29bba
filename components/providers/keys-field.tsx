"use client";

import { PlusIcon, XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";

type KeysFieldProps = { readonly optional: boolean; readonly help?: ReactNode };

/** The provider's own keys. Several share the work: when one is refused or exhausted, the next one is used. */
export function KeysField({ optional, help }: KeysFieldProps) {
  const { watch, setValue } = useFormContext<{ apiKeys: string[] }>();
  const keys = watch("apiKeys");
  return (
    <div className="flex flex-col gap-2">
      {keys.map((_, index) => (
        <KeyField
          // biome-ignore lint/suspicious/noArrayIndexKey: a key that is being typed has no identity but its place
          key={index}
          index={index}
          optional={optional}
          help={index === 0 ? help : undefined}
          onRemove={
            index === 0 ? undefined : () => setValue("apiKeys", keys.toSpliced(index, 1), { shouldDirty: true })
          }
        />
      ))}
      <Button
        variant="link"
        size="small"
        className="self-start text-xs"
        onClick={() => setValue("apiKeys", [...keys, ""], { shouldDirty: true })}
      >
        <PlusIcon aria-hidden="true" />
        Add another key
      </Button>
    </div>
  );
}

type KeyFieldProps = KeysFieldProps & { readonly index: number; readonly onRemove: (() => void) | undefined };

function KeyField({ index, optional, help, onRemove }: KeyFieldProps) {
  return (
    <FormField
      name={`apiKeys.${index}`}
      render={({ field }) => (
        <FormItem>
          <FormLabel optional={optional && index === 0}>{index === 0 ? "API key" : `Key ${index + 1}`}</FormLabel>
          <div className="flex gap-1.5">
            <FormControl>
              <Input
                {...field}
                type="password"
                className="code"
                // Password managers would offer the reader's own password here.
                autoComplete="off"
                data-1p-ignore
                data-lpignore="true"
                spellCheck={false}
              />
            </FormControl>
            {onRemove === undefined ? null : (
              <Button variant="ghost" size="icon" aria-label={`Remove key ${index + 1}`} onClick={onRemove}>
                <XIcon aria-hidden="true" />
              </Button>
            )}
          </div>
          {help === undefined ? null : <FormHelp>{help}</FormHelp>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
