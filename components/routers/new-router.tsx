"use client";

import { useRouter } from "next/navigation";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import { RouterFields } from "./router-fields.tsx";
import { emptyRouter, routerSchema } from "./router-form-schema.ts";

type NewRouterProps = { readonly open: boolean; readonly onClose: () => void };

/** Made without rules; its own page, where the first rule is added, comes next. */
export function NewRouter({ open, onClose }: NewRouterProps) {
  return (
    <FormSheet open={open} onClose={onClose} title="Create a router">
      <NewRouterForm />
    </FormSheet>
  );
}

function NewRouterForm() {
  const router = useRouter();
  const api = useApiForm({
    schema: routerSchema,
    defaultValues: emptyRouter,
    mode: "onTouched",
    send: async (fields) => {
      const { id } = await apiRequest<RouterDetail>("POST", "/routers", fields);
      router.push(`/routers/${id}`);
    },
  });
  return (
    <FormFrame api={api} submitLabel="Create router">
      <RouterFields />
    </FormFrame>
  );
}
