"use client";

import type { ReactNode } from "react";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "#components/ui/select.tsx";

export type SelectOption = { readonly value: string; readonly label: ReactNode };

type SelectFieldProps = {
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly options: readonly SelectOption[];
};

/** One of a few. An option for "none" has a value of its own: the empty one is what nothing was chosen yet. */
export function SelectField({ name, label, help, optional = false, placeholder, options }: SelectFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem>
          <FormLabel optional={optional}>{label}</FormLabel>
          <Select value={field.value} onValueChange={field.onChange}>
            <FormControl>
              <SelectTrigger ref={field.ref} onBlur={field.onBlur}>
                <SelectValue placeholder={placeholder} />
              </SelectTrigger>
            </FormControl>
            <SelectContent>
              {options.map((option) => (
                <SelectItem key={option.value} value={option.value}>
                  {option.label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          {help === undefined ? null : <FormHelp>{help}</FormHelp>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
