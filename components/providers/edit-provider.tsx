"use client";

import { useMemo } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { ProviderFields } from "./provider-fields.tsx";
import { providerField, providerSchema, providerTexts } from "./provider-form-schema.ts";

type EditProviderProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly provider: ProviderView;
  readonly kind: ProviderKind;
};

export function EditProvider({ open, onClose, provider, kind }: EditProviderProps) {
  return (
    <FormSheet open={open} onClose={onClose} title={`Edit ${provider.name}`}>
      <EditProviderForm onClose={onClose} provider={provider} kind={kind} />
    </FormSheet>
  );
}

function EditProviderForm({ onClose, provider, kind }: Omit<EditProviderProps, "open">) {
  const { refresh } = useRefresh();
  // The stored keys stay when none is typed.
  const schema = useMemo(() => providerSchema({ ...kind, needsKey: false }), [kind]);
  const api = useApiForm({
    schema,
    defaultValues: providerTexts(provider),
    fieldOf: providerField,
    send: async (fields) => {
      await apiRequest("PUT", `/providers/${provider.id}`, fields);
      toast(`${fields.name} saved`);
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Save provider">
      <ProviderFields kind={kind} keyHints={provider.apiKeyHints} />
    </FormFrame>
  );
}
