import type { Metadata } from "next";
import Link from "next/link";
import { AuthHeading } from "#components/auth/auth-heading.tsx";
import { SetupForm } from "#components/auth/setup-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { isFreshInstallation } from "#lib/server/page-session.ts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await isFreshInstallation()) {
    return (
      <>
        <AuthHeading title="Set up this gateway">
          Nobody owns this installation yet. Whoever can read its first lines of output may claim it.
        </AuthHeading>
        <SetupForm />
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Already set up">This installation has an owner. Sign in with your account.</AuthHeading>
      <Button asChild variant="primary" size="large">
        <Link href="/sign-in">Go to sign in</Link>
      </Button>
    </>
  );
}
