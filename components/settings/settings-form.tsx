"use client";

import type { ReactNode } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { CheckboxField } from "#components/forms/checkbox-field.tsx";
import { SelectField } from "#components/forms/select-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Form, FormError } from "#components/ui/form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { SettingsView } from "#lib/management/settings/settings-view.ts";
import { none, settingsSchema, settingsTexts } from "./settings-form-schema.ts";

type SettingsFormProps = {
  readonly settings: SettingsView;
  readonly routers: readonly { readonly id: string; readonly name: string }[];
  readonly canEdit: boolean;
};

/** The organization's settings in one form: saved together, or not at all. */
export function SettingsForm({ settings, routers, canEdit }: SettingsFormProps) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: settingsSchema,
    defaultValues: settingsTexts(settings),
    send: async (fields) => {
      const saved = await apiRequest<SettingsView>("PUT", "/settings", fields);
      api.form.reset(settingsTexts(saved));
      toast("Settings saved");
      refresh();
    },
  });
  const routerOptions = [
    { value: none, label: "None: by the model’s name" },
    ...routers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Form {...api.form}>
      <form onSubmit={api.submit} noValidate>
        {/* Who may only look sees the values and cannot change them. */}
        <fieldset disabled={!canEdit} className="min-w-0">
          <Panel className="divide-y">
            <FormError className="p-4 empty:hidden" />
            <Section title="Organization" note="How it is called, and where requests go that name no router.">
              <TextField name="name" label="Name" />
              <SelectField name="defaultRouterId" label="Default router" options={routerOptions} />
              <CheckboxField
                name="allowImageFetch"
                label="Fetch images by their address"
                help="For providers that take images only as data. The gateway then loads what a request links to."
              />
            </Section>
            <Section
              title="Logs"
              note="The log holds figures, never what was said. Spend and charts keep what older requests cost."
            >
              <TextField name="logRetentionDays" label="Keep the log for" inputMode="numeric" unit="days" />
            </Section>
            {canEdit ? (
              <div className="flex justify-end px-4 py-3">
                <Button type="submit" variant="primary" pending={api.pending} disabled={!api.form.formState.isDirty}>
                  Save settings
                </Button>
              </div>
            ) : null}
          </Panel>
        </fieldset>
      </form>
    </Form>
  );
}

type SectionProps = { readonly title: string; readonly note: string; readonly children: ReactNode };

function Section({ title, note, children }: SectionProps) {
  return (
    <section aria-label={title} className="grid gap-x-8 gap-y-4 px-4 py-5 md:grid-cols-[14rem_minmax(0,26rem)]">
      <div className="flex flex-col gap-1">
        <h2 className="font-medium text-sm">{title}</h2>
        <p className="text-pretty text-muted text-sm">{note}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}
