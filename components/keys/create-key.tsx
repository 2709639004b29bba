"use client";

import { useState } from "react";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { CreatedKeyView } from "#lib/management/keys/key-view.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { KeyFields } from "./key-fields.tsx";
import { emptyKey, keyField, keySchema } from "./key-form-schema.ts";
import { NewSecret } from "./new-secret.tsx";

type CreateKeyProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly choices: KeyChoices;
  /** Where clients reach the gateway: `https://gateway.example.com/v1`. */
  readonly gatewayUrl: string;
};

/** What the key may do, then the key itself, shown this once. */
export function CreateKey({ open, onClose, choices, gatewayUrl }: CreateKeyProps) {
  const [created, setCreated] = useState<CreatedKeyView>();

  function close() {
    onClose();
    setCreated(undefined);
  }

  return (
    <FormSheet open={open} onClose={close} title={created ? `${created.name} is ready` : "Create a key"}>
      {created ? (
        <NewSecret created={created} choices={choices} gatewayUrl={gatewayUrl} onDone={close} />
      ) : (
        <CreateKeyForm choices={choices} onCreated={setCreated} />
      )}
    </FormSheet>
  );
}

type CreateKeyFormProps = Pick<CreateKeyProps, "choices"> & { readonly onCreated: (key: CreatedKeyView) => void };

function CreateKeyForm({ choices, onCreated }: CreateKeyFormProps) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: keySchema,
    defaultValues: emptyKey,
    fieldOf: keyField,
    send: async (fields) => {
      onCreated(await apiRequest<CreatedKeyView>("POST", "/keys", fields));
      refresh();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Create key">
      <KeyFields choices={choices} />
    </FormFrame>
  );
}
