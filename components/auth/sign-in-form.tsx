"use client";

import { signIn } from "next-auth/react";
import { z } from "zod";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Form, FormControl, FormError, FormField, FormItem, FormLabel, FormMessage } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";
import { signInWithPassword } from "./sign-in-with-password.ts";

type SignInFormProps = {
  /** A path of this dashboard. */
  readonly callbackPath: string;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
};

const schema = z.object({
  email: z.string().trim().pipe(z.email("Write an e-mail address such as ada@example.com.")),
  password: z.string().min(1, "Write your password."),
});

export function SignInForm({ callbackPath, providers }: SignInFormProps) {
  const { form, submit, pending } = useApiForm({
    schema,
    defaultValues: { email: "", password: "" },
    send: (credentials) => signInWithPassword(credentials, callbackPath),
  });
  return (
    <div className="flex flex-col gap-5">
      <Form {...form}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <FormError />
          <FormField
            control={form.control}
            name="email"
            render={({ field }) => (
              <FormItem>
                <FormLabel>E-mail</FormLabel>
                <FormControl>
                  <Input type="email" autoComplete="username" autoFocus {...field} />
                </FormControl>
                <FormMessage />
              </FormItem>
            )}
          />
          <FormField
            control={form.control}
            name="password"
            render={({ field }) => (
              <FormItem>
                <FormLabel>Password</FormLabel>
                <FormControl>
                  <Input type="password" autoComplete="current-password" {...field} />
                </FormControl>
                <FormMessage />
              </FormItem>
            )}
          />
          <Button type="submit" variant="primary" size="large" pending={pending}>
            Sign in
          </Button>
        </form>
      </Form>
      {providers.length === 0 ? null : (
        <div className="flex flex-col gap-2 border-t pt-5">
          {providers.map(({ id, name }) => (
            <Button key={id} size="large" onClick={() => void signIn(id, { callbackUrl: callbackPath })}>
              Continue with {name}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
