"use client";

import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";

type CheckboxFieldProps = { readonly name: string; readonly label: string; readonly help?: ReactNode };

/** A yes or no that waits for the form to be saved. */
export function CheckboxField({ name, label, help }: CheckboxFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 gap-y-0.5">
          <FormControl>
            <Checkbox
              ref={field.ref}
              checked={field.value}
              onCheckedChange={(checked) => field.onChange(checked === true)}
              onBlur={field.onBlur}
              className="mt-0.5"
            />
          </FormControl>
          <FormLabel>{label}</FormLabel>
          {help === undefined ? null : <FormHelp className="col-start-2">{help}</FormHelp>}
          <FormMessage className="col-start-2" />
        </FormItem>
      )}
    />
  );
}
