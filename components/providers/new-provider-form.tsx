"use client";

import { useMemo } from "react";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { ProviderFields } from "./provider-fields.tsx";
import { emptyProvider, providerField, providerSchema } from "./provider-form-schema.ts";

type NewProviderFormProps = {
  readonly kind: ProviderKind;
  readonly onBack: () => void;
  readonly onConnected: (provider: ProviderView) => void;
};

export function NewProviderForm({ kind, onBack, onConnected }: NewProviderFormProps) {
  const { refresh } = useRefresh();
  const schema = useMemo(() => providerSchema(kind), [kind]);
  const api = useApiForm({
    schema,
    defaultValues: emptyProvider(kind),
    fieldOf: providerField,
    send: async (fields) => {
      const provider = await apiRequest<ProviderView>("POST", "/providers", { kind: kind.kind, ...fields });
      refresh();
      onConnected(provider);
    },
  });
  return (
    <FormFrame api={api} submitLabel="Connect" actions={<Button onClick={onBack}>Other provider</Button>}>
      {kind.help === undefined ? null : <p className="text-muted text-sm">{kind.help}</p>}
      <ProviderFields kind={kind} />
    </FormFrame>
  );
}
