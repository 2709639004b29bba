"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "./alert-dialog.tsx";
import { Button } from "./button.tsx";
import { Input } from "./input.tsx";
import { Label } from "./label.tsx";

type ConfirmDeleteProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** "key", "provider": the word in the title and on the button. */
  readonly noun: string;
  /** Has to be typed, letter by letter. */
  readonly name: string;
  /** What will stop working, in the reader's words. */
  readonly children: ReactNode;
  /** Resolves when it is gone; its rejection is shown here and the dialog stays. */
  readonly onConfirm: () => Promise<void>;
};

/** For what cannot come back. Everything else has an undo instead of a question. */
export function ConfirmDelete({ open, onOpenChange, noun, name, children, onConfirm }: ConfirmDeleteProps) {
  return (
    <AlertDialog open={open} onOpenChange={onOpenChange}>
      <AlertDialogContent>
        <div className="px-5 pt-4 pb-4">
          <AlertDialogTitle>Delete this {noun}</AlertDialogTitle>
          <AlertDialogDescription asChild>
            <div>{children}</div>
          </AlertDialogDescription>
        </div>
        <ConfirmForm noun={noun} name={name} onConfirm={onConfirm} onDone={() => onOpenChange(false)} />
      </AlertDialogContent>
    </AlertDialog>
  );
}

type ConfirmFormProps = Pick<ConfirmDeleteProps, "noun" | "name" | "onConfirm"> & { readonly onDone: () => void };

function ConfirmForm({ noun, name, onConfirm, onDone }: ConfirmFormProps) {
  const field = useId();
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const matches = typed.trim() === name;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!matches || pending) return;
    setPending(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onDone();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  }

  return (
    <form onSubmit={submit}>
      <div className="flex flex-col gap-1.5 px-5 pb-5">
        <Label htmlFor={field} className="font-normal">
          Type <strong className="code break-all font-medium">{name}</strong> to confirm
        </Label>
        <Input id={field} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <p role="alert" className="text-bad text-sm empty:hidden">
          {failure}
        </p>
      </div>
      <div className="flex justify-end gap-2 border-t px-5 py-3">
        <AlertDialogCancel asChild>
          <Button>Keep it</Button>
        </AlertDialogCancel>
        <Button type="submit" variant="danger" disabled={!matches} pending={pending}>
          Delete {noun}
        </Button>
      </div>
    </form>
  );
}
