"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { RouterView } from "#lib/management/routers/router-view.ts";
import { RouterFields } from "./router-fields.tsx";
import { routerSchema, routerTexts } from "./router-form-schema.ts";

type EditRouterProps = { readonly open: boolean; readonly onClose: () => void; readonly edited: RouterView };

export function EditRouter({ open, onClose, edited }: EditRouterProps) {
  return (
    <FormSheet open={open} onClose={onClose} title={`Edit ${edited.name}`}>
      <EditRouterForm onClose={onClose} edited={edited} />
    </FormSheet>
  );
}

function EditRouterForm({ onClose, edited }: Omit<EditRouterProps, "open">) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: routerSchema,
    defaultValues: routerTexts(edited),
    mode: "onTouched",
    send: async (fields) => {
      await apiRequest("PUT", `/routers/${edited.id}`, fields);
      toast(`${fields.name} saved`);
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Save router">
      <RouterFields />
    </FormFrame>
  );
}
