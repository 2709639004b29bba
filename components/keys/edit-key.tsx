"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { KeyFields } from "./key-fields.tsx";
import { keyField, keySchema, keyTexts } from "./key-form-schema.ts";

type EditKeyProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly value: KeyView;
  readonly choices: KeyChoices;
};

export function EditKey({ open, onClose, value, choices }: EditKeyProps) {
  return (
    <FormSheet open={open} onClose={onClose} title={`Edit ${value.name}`}>
      <EditKeyForm onClose={onClose} value={value} choices={choices} />
    </FormSheet>
  );
}

function EditKeyForm({ onClose, value, choices }: Omit<EditKeyProps, "open">) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: keySchema,
    defaultValues: keyTexts(value),
    fieldOf: keyField,
    send: async (fields) => {
      await apiRequest("PUT", `/keys/${value.id}`, fields);
      toast(`${fields.name} saved`);
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Save key">
      <KeyFields choices={choices} />
    </FormFrame>
  );
}
