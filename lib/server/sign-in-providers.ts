import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { Env, OauthClient } from "../env.ts";
import { container } from "./container.ts";

/** What is read of a provider's profile; each of them carries more. */
const profileSchema = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  sub: z.string().optional(),
  name: z.string().nullish(),
  login: z.string().optional(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
});

export type ProviderProfile = z.infer<typeof profileSchema>;

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const githubTimeoutMs = 5_000;

/** The sign-ins that the environment names, written out: next-auth's own ones trust addresses that nobody has proven. */
export function signInProviders({ signIn }: Env): readonly OAuthConfig<ProviderProfile>[] {
  const { github, google, oidc } = signIn;
  return [
    ...(github ? [githubProvider(github)] : []),
    ...(google ? [oidcProvider({ id: "google", name: "Google", issuer: "https://accounts.google.com" }, google)] : []),
    ...(oidc ? [oidcProvider({ id: "oidc", name: "Single sign-on", issuer: oidc.issuer }, oidc)] : []),
  ];
}

/** Their names, for the buttons of the sign-in page. */
export async function listSignInProviders(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { env } = await container();
  return signInProviders(env).map(({ id, name }) => ({ id, name }));
}

export function readProfile(profile: unknown): ProviderProfile {
  return profileSchema.parse(profile ?? {});
}

type Named = { readonly id: string; readonly name: string; readonly issuer: string };

function oidcProvider({ id, name, issuer }: Named, client: OauthClient): OAuthConfig<ProviderProfile> {
  return {
    id,
    name,
    type: "oauth",
    issuer,
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId: client.id,
    clientSecret: client.secret.reveal(),
    profile: toUser,
  };
}

function githubProvider(client: OauthClient): OAuthConfig<ProviderProfile> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
    token: "https://github.com/login/oauth/access_token",
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client: oauth, tokens }) {
        const accessToken = tokens.access_token ?? "";
        const profile = await oauth.userinfo(accessToken);
        const email = await provenGithubEmail(accessToken);
        return { ...profile, email: email ?? "", email_verified: email !== undefined };
      },
    },
    checks: ["state"],
    clientId: client.id,
    clientSecret: client.secret.reveal(),
    profile: toUser,
  };
}

/** GitHub's profile shows an address without saying whether it is proven; this list does. */
async function provenGithubEmail(accessToken: string): Promise<string | undefined> {
  const reply = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    redirect: "error",
    signal: AbortSignal.timeout(githubTimeoutMs),
  });
  const emails = githubEmails.safeParse(reply.ok ? await reply.json() : []);
  return emails.data?.find(({ primary, verified }) => primary && verified)?.email;
}

function toUser(profile: ProviderProfile) {
  return {
    id: String(profile.sub ?? profile.id ?? ""),
    name: profile.name ?? profile.login ?? null,
    email: profile.email ?? null,
  };
}
