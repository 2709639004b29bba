import { signIn } from "next-auth/react";
import { ApiError } from "#components/api-client.ts";
import { signInError } from "./sign-in-error.ts";

type Credentials = { readonly email: string; readonly password: string };

/**
 * Opens a session and goes on by a full load, so that nothing of a visitor's page is kept. Throws what went wrong as
 * a sentence for the form.
 */
export async function signInWithPassword(credentials: Credentials, path: string): Promise<void> {
  const answer = await signIn("credentials", { ...credentials, redirect: false }).catch(unreachable);
  if (answer?.ok && !answer.error) {
    window.location.assign(path);
    // Until the next page is there the button goes on showing that something is under way.
    return new Promise<never>(() => undefined);
  }
  const code = answer?.error ?? "unknown";
  throw new ApiError({ status: answer?.status ?? 0, code, message: signInError(code) ?? "" });
}

function unreachable(cause: unknown): never {
  const message = "The gateway could not be reached. Check your connection and try again.";
  throw new ApiError({ status: 0, code: "unreachable", message, cause });
}
