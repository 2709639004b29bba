import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Secret } from "#lib/core/secret.ts";
import { faultsBetween } from "./env/checks.ts";
import { type EncryptionKey, type EnvironmentVariables, environmentVariables } from "./env/variables.ts";

export type OauthClient = { readonly id: string; readonly secret: Secret };

/** The environment, read once and grouped by the part of the program it is for. */
export type Env = {
  readonly mode: "production" | "development" | "test";
  /** Whether Next is building the dashboard, rather than serving it. */
  readonly isBuild: boolean;
  readonly server: {
    readonly port: number;
    readonly host: string;
    readonly role: "all" | "proxy" | "dashboard";
    /** How many hops of `X-Forwarded-For` to believe. */
    readonly trustedProxies: number;
    /** Where people reach the dashboard; absent means the address the server listens on. */
    readonly publicUrl?: string;
    readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
    readonly onVercel: boolean;
  };
  /** Absolute path of the folder for the embedded database, the secrets and the journal. */
  readonly dataDir: string;
  readonly database: { readonly kind: "embedded" } | { readonly kind: "postgres"; readonly url: Secret };
  readonly counters:
    | { readonly kind: "memory" }
    | { readonly kind: "upstash"; readonly url: string; readonly token: Secret }
    | { readonly kind: "redis"; readonly url: Secret };
  /** What is absent here is generated and kept in the data folder; see `lib/db/secrets.ts`. */
  readonly secrets: {
    readonly encryptionKeys?: readonly [EncryptionKey, ...EncryptionKey[]];
    readonly sessionSecret?: Secret;
    readonly keyPepper?: Secret;
  };
  readonly accounts: {
    readonly signup: "open" | "invite" | "closed";
    readonly firstOwner?: { readonly email: string; readonly password: Secret };
  };
  readonly signIn: {
    readonly github?: OauthClient;
    readonly google?: OauthClient;
    readonly oidc?: OauthClient & { readonly issuer: string };
  };
  readonly upstreams: { readonly allowPrivate: boolean };
  readonly mail?: { readonly smtpUrl: Secret; readonly from: string };
  readonly telemetry: { readonly otlpEndpoint?: string; readonly metricsToken?: Secret };
  readonly cronSecret?: Secret;
};

/** One line that names what is wrong and what was expected, fit to be the last line of a start that failed. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** The exit code for a start that a bad environment stopped (EX_CONFIG of sysexits). */
export const environmentExitCode = 78;

/** Reads and checks every variable. Throws `EnvironmentError` with no value in it. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, text]) => text?.trim()));
  const parsed = environmentVariables.safeParse(given);
  const faults = parsed.success
    ? faultsBetween(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) throw new EnvironmentError(faults.join("; "));
  return group(parsed.data);
}

let memo: Env | undefined;

/** The process's environment, parsed at the first call; a `.env` file fills what is not set. */
export function env(): Env {
  if (!memo) loadEnvFile();
  memo ??= readEnv();
  return memo;
}

/** Takes from `.env`, if there is one, what is not set. Tests get only what they set themselves. */
export function loadEnvFile(): void {
  if (process.env["NODE_ENV"] !== "test" && existsSync(".env")) process.loadEnvFile(".env");
}

/** Tells libraries where people reach the dashboard: next-auth learns its address from the environment and nowhere else. */
export function publishAddress(url: string): void {
  process.env["NEXTAUTH_URL"] ??= url;
}

function group(variables: EnvironmentVariables): Env {
  const firstOwner = firstOwnerOf(variables);
  const mail = mailOf(variables);
  return {
    mode: variables.NODE_ENV ?? "production",
    isBuild: variables.NEXT_PHASE === "phase-production-build",
    server: {
      port: variables.PORT ?? 3000,
      host: variables.HOST ?? "127.0.0.1",
      role: variables.GATEWAY_ROLE ?? "all",
      trustedProxies: variables.TRUSTED_PROXIES ?? 0,
      ...(variables.NEXTAUTH_URL === undefined ? {} : { publicUrl: variables.NEXTAUTH_URL }),
      logLevel: variables.LOG_LEVEL ?? "info",
      onVercel: variables.VERCEL ?? false,
    },
    dataDir: resolve(/*turbopackIgnore: true*/ variables.DATA_DIR ?? ".data"),
    database: variables.DATABASE_URL ? { kind: "postgres", url: variables.DATABASE_URL } : { kind: "embedded" },
    counters: countersOf(variables),
    secrets: {
      ...(variables.ENCRYPTION_KEYS && { encryptionKeys: variables.ENCRYPTION_KEYS }),
      ...(variables.NEXTAUTH_SECRET && { sessionSecret: variables.NEXTAUTH_SECRET }),
      ...(variables.KEY_PEPPER && { keyPepper: variables.KEY_PEPPER }),
    },
    accounts: {
      signup: variables.SIGNUP ?? "invite",
      ...(firstOwner && { firstOwner }),
    },
    signIn: signInOf(variables),
    upstreams: { allowPrivate: variables.ALLOW_PRIVATE_UPSTREAMS ?? false },
    ...(mail && { mail }),
    telemetry: {
      ...(variables.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? {}
        : { otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT }),
      ...(variables.METRICS_TOKEN && { metricsToken: variables.METRICS_TOKEN }),
    },
    ...(variables.CRON_SECRET && { cronSecret: variables.CRON_SECRET }),
  };
}

/** Upstash before Redis, its own names before Vercel's. */
function countersOf(variables: EnvironmentVariables): Env["counters"] {
  const url = variables.UPSTASH_REDIS_REST_URL ?? variables.KV_REST_API_URL;
  const token = variables.UPSTASH_REDIS_REST_TOKEN ?? variables.KV_REST_API_TOKEN;
  if (url && token) return { kind: "upstash", url, token };
  return variables.REDIS_URL ? { kind: "redis", url: variables.REDIS_URL } : { kind: "memory" };
}

function signInOf(variables: EnvironmentVariables): Env["signIn"] {
  const github = oauthClient(variables.GITHUB_ID, variables.GITHUB_SECRET);
  const google = oauthClient(variables.GOOGLE_ID, variables.GOOGLE_SECRET);
  const oidc = oauthClient(variables.OIDC_CLIENT_ID, variables.OIDC_CLIENT_SECRET);
  const issuer = variables.OIDC_ISSUER;
  return {
    ...(github && { github }),
    ...(google && { google }),
    ...(oidc && issuer && { oidc: { ...oidc, issuer } }),
  };
}

function oauthClient(id: string | undefined, secret: Secret | undefined): OauthClient | undefined {
  return id && secret ? { id, secret } : undefined;
}

function firstOwnerOf({ ADMIN_EMAIL: email, ADMIN_PASSWORD: password }: EnvironmentVariables) {
  return email && password ? { email, password } : undefined;
}

function mailOf({ SMTP_URL: smtpUrl, MAIL_FROM: from }: EnvironmentVariables) {
  return smtpUrl && from ? { smtpUrl, from } : undefined;
}
