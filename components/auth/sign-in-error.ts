/** What next-auth writes into the address, and our own reasons, as sentences that say what to do. */
const sentences: Readonly<Record<string, string>> = {
  CredentialsSignin: "The e-mail address or the password is wrong.",
  too_many_auth_failures: "Too many failed attempts. Wait 15 minutes, then try again.",
  service_unavailable: "The gateway cannot sign anybody in right now. Try again in a moment.",
  EmailNotVerified: "Your account there has no proven e-mail address. Prove it there, then sign in again.",
  OAuthAccountNotLinked: "There is an account with this address that was never proven to be yours. Use its password.",
  NotInvited: "Nobody has invited this address. Ask an owner of your organization for an invitation.",
  AccessDenied: "The sign-in was refused there.",
  OAuthCallback: "The sign-in was not completed there. Try again.",
  SessionRequired: "Sign in to go on.",
  Configuration: "This way of signing in is not set up right. Its settings are in the server's environment.",
};

/** `undefined` when nothing went wrong. */
export function signInError(code: string | readonly string[] | null | undefined): string | undefined {
  if (typeof code !== "string" || code === "") return undefined;
  return sentences[code] ?? "The sign-in did not work. Try again, or use another way.";
}
