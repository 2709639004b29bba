"use client";

import type { ReactNode } from "react";
import { useFormState } from "react-hook-form";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { ChipsInput } from "./chips-input.tsx";
import type { Suggest } from "./use-chips.ts";

type ListFieldProps = {
  readonly name: string;
  readonly label: string;
  /** Shown below; it may answer to what the list holds. */
  readonly help?: ReactNode | ((values: readonly string[]) => ReactNode);
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly suggest?: Suggest;
};

/** Several short texts as chips. Its value in the form is the list of them. */
export function ListField({ name, label, help, optional = false, placeholder, suggest }: ListFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem>
          <FormLabel optional={optional}>{label}</FormLabel>
          <FormControl>
            <ChipsInput
              ref={field.ref}
              label={label}
              values={field.value}
              onChange={field.onChange}
              onLeave={field.onBlur}
              placeholder={placeholder}
              suggest={suggest}
            />
          </FormControl>
          {help === undefined ? null : <FormHelp>{typeof help === "function" ? help(field.value) : help}</FormHelp>}
          <FormMessage />
          <EntryMessage name={name} values={field.value} />
        </FormItem>
      )}
    />
  );
}

/** The schema's complaint about one of the entries names the entry. */
function EntryMessage({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  const { errors } = useFormState({ name });
  const entries: unknown = errors[name];
  if (!Array.isArray(entries)) return null;
  const index = entries.findIndex((entry) => entry?.message !== undefined);
  if (index < 0) return null;
  return (
    <p role="alert" className="text-bad text-xs">
      <span className="code">{values[index]}</span> {entries[index].message}
    </p>
  );
}
