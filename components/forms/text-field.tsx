"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";

type TextFieldProps = Omit<ComponentProps<typeof Input>, "name" | "value" | "onChange"> & {
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly optional?: boolean;
  /** Stands in the field, right of what is typed: "ms", "a minute". */
  readonly unit?: string;
};

/** One line of text with its label, help and message. Its value in the form is the text as it was typed. */
export function TextField({ name, label, help, optional = false, unit, className, ...input }: TextFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem>
          <FormLabel optional={optional}>{label}</FormLabel>
          <div className="relative">
            <FormControl>
              <Input autoComplete="off" {...input} {...field} className={classNames(unit && "pr-20", className)} />
            </FormControl>
            {unit === undefined ? null : (
              <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-xs">
                {unit}
              </span>
            )}
          </div>
          {help === undefined ? null : <FormHelp>{help}</FormHelp>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
