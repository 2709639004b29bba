"use client";

import type { ComponentProps } from "react";
import type { Control } from "react-hook-form";
import { FormControl, FormField, FormHelp, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SetupValues } from "./setup-form.tsx";

type SetupFieldProps = {
  readonly control: Control<SetupValues>;
  readonly name: keyof SetupValues;
  readonly label: string;
  readonly help?: string;
  readonly input: ComponentProps<typeof Input>;
};

export function SetupField({ control, name, label, help, input }: SetupFieldProps) {
  return (
    <FormField
      control={control}
      name={name}
      render={({ field }) => (
        <FormItem>
          <FormLabel>{label}</FormLabel>
          <FormControl>
            <Input {...input} {...field} />
          </FormControl>
          {help === undefined ? null : <FormHelp>{help}</FormHelp>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
