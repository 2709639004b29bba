import type { Account, NextAuthOptions, User } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { authenticate } from "#lib/management/auth/authenticate.ts";
import { sessionMaxMs } from "#lib/management/auth/issue-token.ts";
import { loginInput } from "#lib/management/auth/login.ts";
import { findSession } from "#lib/management/auth/principal.ts";
import { findLinkedUser, signInWithProvider } from "#lib/management/auth/sign-in-with-provider.ts";
import { endSession, startSession } from "#lib/management/auth/start-session.ts";
import type { GuestContext } from "#lib/management/context.ts";
import { ManagementError } from "#lib/management/errors.ts";
import { consoleLog } from "../adapters/log/console-log.ts";
import { guestOf, type ManagementContainer } from "./management-container.ts";
import { sessionClaims } from "./session-cookie.ts";
import { hasSecureCookies, sessionCookieName } from "./session-cookie-name.ts";
import { readProfile, signInProviders } from "./sign-in-providers.ts";

const maxAge = sessionMaxMs / 1000;

/**
 * next-auth for one request. Its encrypted cookie names a session of ours, which the database can end at any time;
 * everything else that it would put into the cookie is left out.
 */
export function authOptions({ container, sessionSecret }: ManagementContainer, headers: Headers): NextAuthOptions {
  const guest = guestOf(container, headers);
  const secure = hasSecureCookies(container.env);
  return {
    secret: sessionSecret.reveal(),
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(container.env),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(guest), ...signInProviders(container.env)],
    callbacks: callbacksOf(guest),
    events: {
      signOut: async ({ token }) => {
        const claims = sessionClaims.safeParse(token);
        if (claims.success) await endSession(guest, claims.data.sessionId);
      },
    },
    logger: loggerOf(container.env.server.logLevel),
  };
}

function passwordProvider(guest: GuestContext): CredentialsConfig {
  return {
    id: "credentials",
    name: "Password",
    type: "credentials",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (credentials) => {
      const input = loginInput.safeParse({ email: credentials?.["email"], password: credentials?.["password"] });
      if (!input.success) return null;
      try {
        const { id } = await authenticate(guest, input.data);
        return { id };
      } catch (error) {
        if (error instanceof ManagementError && error.code === "invalid_credentials") return null;
        // The sign-in page is told by this name in the address it is sent back to.
        throw error instanceof ManagementError ? new Error(error.code, { cause: error }) : error;
      }
    },
  };
}

function callbacksOf(guest: GuestContext): NonNullable<NextAuthOptions["callbacks"]> {
  return {
    signIn: async ({ account, profile }) => {
      if (!account || account.type === "credentials") return true;
      const { name, login, email, email_verified: isVerified } = readProfile(profile);
      const signedIn = await signInWithProvider(guest, {
        provider: account.provider,
        providerAccountId: account.providerAccountId,
        name: name ?? login ?? email ?? "Somebody",
        ...(email && isVerified && { verifiedEmail: email }),
      });
      return signedIn.kind === "signed-in" || `/sign-in?error=${signedIn.reason}`;
    },
    jwt: async ({ token, user, account }) => {
      const userId = account ? await userIdOf(guest, user, account) : undefined;
      if (userId !== undefined) return { sub: userId, ...(await startSession(guest, userId)) };
      const claims = sessionClaims.parse(token);
      if (await findSession(guest, claims)) return { sub: token.sub ?? "", ...claims };
      throw new Error("The session has ended.");
    },
    session: async ({ session, token }) => {
      const principal = await findSession(guest, sessionClaims.parse(token));
      if (!principal) throw new Error("The session has ended.");
      return { ...session, user: { name: principal.user.name, email: principal.user.email } };
    },
    redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
  };
}

async function userIdOf(guest: GuestContext, user: User, account: Account): Promise<string | undefined> {
  return account.type === "credentials" ? user.id : findLinkedUser(guest, account);
}

/** Wherever somebody asks to be sent after signing in, it stays within this dashboard. */
export function ownAddress(url: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const target = URL.canParse(url, base) ? new URL(url, base) : base;
  return target.origin === base.origin ? target.href : base.href;
}

/** Names only: what next-auth passes along may hold codes and tokens. A session that has ended is no trouble. */
function loggerOf(level: Parameters<typeof consoleLog>[0]): NonNullable<NextAuthOptions["logger"]> {
  const log = consoleLog(level);
  return {
    error: (code) => {
      if (code !== "JWT_SESSION_ERROR") log.warn("sign_in_failed", { code });
    },
    warn: () => undefined,
    debug: () => undefined,
  };
}
