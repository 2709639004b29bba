"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type BaseSyntheticEvent, useState } from "react";
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { type FieldNames, placeError } from "./place-error.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

type ApiFormOptions<Input extends FieldValues, Output> = {
  readonly schema: z.ZodType<Output, Input>;
  readonly defaultValues: DefaultValues<Input>;
  /** Sends what the schema made of the values. What it throws lands on the form. */
  readonly send: (output: Output) => Promise<void>;
  readonly fieldOf?: FieldNames;
  /** `onTouched`: a field is checked when it is left, and from then on with every change. */
  readonly mode?: "onSubmit" | "onTouched";
};

export type ApiForm<Input extends FieldValues, Output> = {
  readonly form: UseFormReturn<Input, unknown, Output>;
  readonly submit: (event: BaseSyntheticEvent) => void;
  readonly pending: boolean;
};

/** A form that is checked here, sent through the API, and told by the server what is wrong with which field. */
export function useApiForm<Input extends FieldValues, Output>(
  options: ApiFormOptions<Input, Output>,
): ApiForm<Input, Output> {
  const { schema, defaultValues, send, fieldOf, mode = "onSubmit" } = options;
  const form = useForm<Input, unknown, Output>({ resolver: zodResolver(schema), defaultValues, mode });
  const [defect, setDefect] = useState<{ readonly error: unknown }>();
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useLeaveGuard(isDirty && !isSubmitting && !isSubmitSuccessful ? "ask" : "free");

  // An event handler's throw reaches no boundary; a render's does.
  if (defect) throw defect.error;

  const submit = form.handleSubmit(async (output) => {
    try {
      await send(output);
    } catch (error) {
      try {
        placeError(form, error, fieldOf);
      } catch (unplaced) {
        setDefect({ error: unplaced });
      }
    }
  });

  return { form, pending: isSubmitting, submit: (event) => void submit(event) };
}
