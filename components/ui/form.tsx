"use client";

import { Slot } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, use, useId } from "react";
import {
  Controller,
  type ControllerProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  useFormContext,
  useFormState,
} from "react-hook-form";
import { classNames } from "./class-names.ts";
import { Label } from "./label.tsx";

/** Hands the form to its fields. The element itself is the page's own `<form>`. */
export const Form = FormProvider;

type Field = { readonly name: string; readonly id: string };

const FieldContext = createContext<Field>({ name: "", id: "" });

/** One field: its label, control, help and message know each other through it. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: ControllerProps<Values, Name>,
) {
  const id = useId();
  return (
    <FieldContext value={{ name: props.name, id }}>
      <Controller {...props} />
    </FieldContext>
  );
}

export function FormItem({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("flex min-w-0 flex-col gap-1.5", className)} {...props} />;
}

type FormLabelProps = { readonly children: ReactNode; readonly optional?: boolean; readonly className?: string };

export function FormLabel({ children, optional = false, className }: FormLabelProps) {
  const { id } = use(FieldContext);
  return (
    <Label htmlFor={id} className={className}>
      {children}
      {optional ? <span className="ml-1.5 font-normal text-muted">Optional</span> : null}
    </Label>
  );
}

/** Gives its one child the id, the help and the message of the field. */
export function FormControl(props: ComponentProps<typeof Slot.Root>) {
  const { id } = use(FieldContext);
  const message = useFieldMessage();
  return (
    <Slot.Root
      id={id}
      aria-describedby={`${id}-help ${id}-message`}
      aria-invalid={message === undefined ? undefined : true}
      {...props}
    />
  );
}

export function FormHelp({ className, ...props }: ComponentProps<"p">) {
  const { id } = use(FieldContext);
  return <p id={`${id}-help`} className={classNames("text-muted text-xs", className)} {...props} />;
}

/** What is wrong with the field, whoever found it: the schema here or the server. */
export function FormMessage({ className }: { readonly className?: string }) {
  const { id } = use(FieldContext);
  return (
    <p id={`${id}-message`} aria-live="polite" className={classNames("text-bad text-xs empty:hidden", className)}>
      {useFieldMessage()}
    </p>
  );
}

/** What is wrong with the form as a whole. */
export function FormError({ className }: { readonly className?: string }) {
  const { errors } = useFormState();
  const message = errors.root?.["server"]?.message;
  return (
    <div role="alert" className={classNames("empty:hidden", className)}>
      {message === undefined ? null : (
        <p className="rounded-md border border-bad/40 bg-bad/6 px-3 py-2 text-sm">{message}</p>
      )}
    </div>
  );
}

function useFieldMessage(): string | undefined {
  const { name } = use(FieldContext);
  const { getFieldState, control } = useFormContext();
  return getFieldState(name, useFormState({ control, name })).error?.message;
}
