"use client";

import { toast } from "sonner";
import { z } from "zod";
import { apiRequest } from "#components/api-client.ts";
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
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { KeysField } from "./keys-field.tsx";
import { apiKeys } from "./provider-form-schema.ts";

type RotateProviderKeyProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly provider: Pick<ProviderView, "id" | "name" | "apiKeyHints">;
};

/** Replaces the stored keys. The provider's own console is where the old one is withdrawn. */
export function RotateProviderKey({ open, onClose, provider }: RotateProviderKeyProps) {
  const stored = provider.apiKeyHints.map((hint) => `…${hint}`).join(", ");
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Replace the key of {provider.name}</DialogTitle>
          <DialogDescription>
            {stored === "" ? "There is none stored yet." : `Takes the place of ${stored} at once.`} Withdraw the old one
            at the provider afterwards.
          </DialogDescription>
        </DialogHeader>
        <RotateForm provider={provider} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

const schema = z.object({ apiKeys: apiKeys("needed") });

function RotateForm({ provider, onClose }: Omit<RotateProviderKeyProps, "open">) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema,
    defaultValues: { apiKeys: [""] },
    fieldOf: (param) => (param === "apiKey" ? "apiKeys[0]" : param),
    send: async (fields) => {
      await apiRequest("PUT", `/providers/${provider.id}`, fields);
      toast(`${provider.name} uses the new key`, {
        description: "Test it, then withdraw the old one at the provider.",
      });
      refresh();
      onClose();
    },
  });
  return (
    <Form {...api.form}>
      <form onSubmit={api.submit} noValidate className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormError />
          <KeysField optional={false} />
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={api.pending}>
            Replace key
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}
