"use client";

import { z } from "zod";
import { apiRequest } from "#components/api-client.ts";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Form, FormError } from "#components/ui/form.tsx";
import { SetupField } from "./setup-field.tsx";
import { signInWithPassword } from "./sign-in-with-password.ts";

const schema = z.object({
  code: z.string().trim().min(1, "Copy the code from the server's output."),
  name: z.string().trim().min(1, "Write your name.").max(100, "Use at most 100 characters."),
  email: z.string().trim().pipe(z.email("Write an e-mail address such as ada@example.com.")),
  password: z.string().min(8, "Use at least 8 characters.").max(256, "Use at most 256 characters."),
  organizationName: z.string().trim().min(1, "Name your organization.").max(100, "Use at most 100 characters."),
});

export type SetupValues = z.input<typeof schema>;

const nothing: SetupValues = { code: "", name: "", email: "", password: "", organizationName: "" };

/** Makes the first owner of an installation, and signs them in. */
export function SetupForm() {
  const { form, submit, pending } = useApiForm({
    schema,
    defaultValues: nothing,
    send: async (owner) => {
      await apiRequest("POST", "/setup", owner);
      await signInWithPassword(owner, "/overview");
    },
  });
  const { control } = form;
  return (
    <Form {...form}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError />
        <SetupField
          control={control}
          name="code"
          label="One-time code"
          help="The server printed it when it started, in the line that begins with “First time”."
          input={{ autoComplete: "one-time-code", autoFocus: true, spellCheck: false, className: "code" }}
        />
        <SetupField control={control} name="name" label="Your name" input={{ autoComplete: "name" }} />
        <SetupField control={control} name="email" label="E-mail" input={{ type: "email", autoComplete: "username" }} />
        <SetupField
          control={control}
          name="password"
          label="Password"
          help="At least 8 characters."
          input={{ type: "password", autoComplete: "new-password" }}
        />
        <SetupField
          control={control}
          name="organizationName"
          label="Organization"
          help="Whose traffic this is. It can be renamed."
          input={{ autoComplete: "organization" }}
        />
        <Button type="submit" variant="primary" size="large" pending={pending}>
          Set up
        </Button>
      </form>
    </Form>
  );
}
