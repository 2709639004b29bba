"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Form, FormError } from "#components/ui/form.tsx";
import { SheetBody, SheetFooter } from "#components/ui/sheet.tsx";
import { useSheetGuard } from "./form-sheet.tsx";
import type { ApiForm } from "./use-api-form.ts";

type FormFrameProps<Input extends FieldValues, Output> = {
  readonly api: ApiForm<Input, Output>;
  /** A verb and what it makes: "Create key". */
  readonly submitLabel: string;
  /** Quieter buttons before it. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A form as it stands in a drawer: its fields scroll, its buttons stay. */
export function FormFrame<Input extends FieldValues, Output>(props: FormFrameProps<Input, Output>) {
  const { api, submitLabel, actions, children } = props;
  const { isDirty, isSubmitSuccessful } = api.form.formState;
  useSheetGuard(isDirty && !isSubmitSuccessful ? "ask" : "free");
  return (
    <Form {...api.form}>
      <form onSubmit={api.submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <SheetBody className="flex flex-col gap-4 pb-8">
          <FormError />
          {children}
        </SheetBody>
        <SheetFooter className="max-md:[&>*]:flex-1">
          {actions}
          <Button type="submit" variant="primary" pending={api.pending}>
            {submitLabel}
          </Button>
        </SheetFooter>
      </form>
    </Form>
  );
}
