"use client";

import { useState } from "react";
import { z } from "zod";
import { apiRequest } from "#components/api-client.ts";
import { SelectField } from "#components/forms/select-field.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { Form, FormError } from "#components/ui/form.tsx";
import { SecretPanel } from "#components/ui/secret-panel.tsx";
import type { CreatedKeyView, KeyView } from "#lib/management/keys/key-view.ts";

type RotateKeyProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly value: Pick<KeyView, "id" | "name" | "hint">;
};

/** A new key in the place of the old one, which may go on working for a while: so nothing has to stand still. */
export function RotateKey({ open, onClose, value }: RotateKeyProps) {
  const [rotated, setRotated] = useState<CreatedKeyView>();

  function close() {
    onClose();
    setRotated(undefined);
  }

  /** The new key does not go away with a click beside it. */
  const hold = (event: Event) => (rotated ? event.preventDefault() : undefined);

  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent onInteractOutside={hold} onEscapeKeyDown={hold}>
        <DialogHeader>
          <DialogTitle>{rotated ? `The new key of ${value.name}` : `Rotate ${value.name}`}</DialogTitle>
          <DialogDescription>
            {rotated
              ? "Put it where the old one was."
              : "Makes a new key with the same name, limits and budget. A key that was rotated before stops at once."}
          </DialogDescription>
        </DialogHeader>
        {rotated ? <Rotated rotated={rotated} onDone={close} /> : <RotateForm value={value} onRotated={setRotated} />}
      </DialogContent>
    </Dialog>
  );
}

const overlaps = [
  { value: "0", label: "Stops at once" },
  { value: "3600", label: "Works for 1 more hour" },
  { value: "86400", label: "Works for 1 more day" },
  { value: "604800", label: "Works for 7 more days" },
] as const;

const schema = z.object({ overlapSeconds: z.string().transform(Number) });

type RotateFormProps = Pick<RotateKeyProps, "value"> & { readonly onRotated: (key: CreatedKeyView) => void };

function RotateForm({ value, onRotated }: RotateFormProps) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema,
    defaultValues: { overlapSeconds: "86400" },
    send: async (fields) => {
      onRotated(await apiRequest<CreatedKeyView>("POST", `/keys/${value.id}/rotate`, fields));
      refresh();
    },
  });
  return (
    <Form {...api.form}>
      <form onSubmit={api.submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormError />
          <SelectField name="overlapSeconds" label={`The old key, ${value.hint}`} options={overlaps} />
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={api.pending}>
            Rotate key
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}

function Rotated({ rotated, onDone }: { readonly rotated: CreatedKeyView; readonly onDone: () => void }) {
  return (
    <>
      <DialogBody>
        <SecretPanel
          noun="key"
          secret={rotated.key}
          download={{ fileName: "gateway.env", variable: "GATEWAY_API_KEY" }}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
