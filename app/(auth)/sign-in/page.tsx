import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "#components/auth/auth-heading.tsx";
import { callbackPath } from "#components/auth/callback-path.ts";
import { signInError } from "#components/auth/sign-in-error.ts";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { findPageSession, isFreshInstallation } from "#lib/server/page-session.ts";
import { listSignInProviders } from "#lib/server/sign-in-providers.ts";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const path = callbackPath(query["callbackUrl"]);
  if (await findPageSession()) redirect(path);
  if (await isFreshInstallation()) redirect("/setup");
  const failure = signInError(query["error"]);
  return (
    <>
      <AuthHeading title="Sign in" />
      {failure === undefined ? null : (
        <p role="alert" className="rounded-md border border-bad/40 bg-bad/6 px-3 py-2 text-sm">
          {failure}
        </p>
      )}
      <SignInForm callbackPath={path} providers={await listSignInProviders()} />
    </>
  );
}
