import type { EnvironmentVariables } from "./variables.ts";

const companions = [
  ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"],
  ["KV_REST_API_URL", "KV_REST_API_TOKEN"],
  ["ADMIN_EMAIL", "ADMIN_PASSWORD"],
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["SMTP_URL", "MAIL_FROM"],
] as const;

const requiredWithPostgres = ["ENCRYPTION_KEYS", "NEXTAUTH_SECRET"] as const;

/** What no variable can show alone: halves of pairs, secrets that are missing or shared. */
export function faultsBetween(variables: EnvironmentVariables): string[] {
  return [...brokenCompanions(variables), ...missingStores(variables), ...sharedSecrets(variables)];
}

function brokenCompanions(variables: EnvironmentVariables): string[] {
  return companions.flatMap((names) => {
    const present = names.find((name) => variables[name] !== undefined);
    const missing = names.find((name) => variables[name] === undefined);
    return present && missing ? [`${missing}: expected a value, because ${present} is set`] : [];
  });
}

/** Several instances share one PostgreSQL, so their secrets cannot be made up by each of them. */
function missingStores(variables: EnvironmentVariables): string[] {
  if (!variables.DATABASE_URL) {
    const expected = "DATABASE_URL: expected a PostgreSQL URL, because nothing stays on a disk of Vercel";
    return variables.VERCEL ? [expected] : [];
  }
  if ((variables.NODE_ENV ?? "production") !== "production") return [];
  return requiredWithPostgres
    .filter((name) => !variables[name])
    .map((name) => `${name}: expected a value in production, because DATABASE_URL is set`);
}

/** One leaked secret must not open what another one protects, so no two of them may be equal. */
function sharedSecrets(variables: EnvironmentVariables): string[] {
  const ownerOf = new Map<string, string>();
  return secretsOf(variables).flatMap(([name, value]) => {
    const secret = comparable(value);
    const owner = ownerOf.get(secret);
    if (secret === "") return [];
    ownerOf.set(secret, name);
    return owner ? [`${name}: expected another secret than the one in ${owner}`] : [];
  });
}

function secretsOf(variables: EnvironmentVariables): (readonly [name: string, value: string])[] {
  const names = ["NEXTAUTH_SECRET", "KEY_PEPPER", "METRICS_TOKEN", "CRON_SECRET"] as const;
  return [
    ["DATABASE_URL", passwordOf(variables.DATABASE_URL?.reveal())],
    ...(variables.ENCRYPTION_KEYS ?? []).map((key) => ["ENCRYPTION_KEYS", key.base64.reveal()] as const),
    ...names.map((name) => [name, variables[name]?.reveal() ?? ""] as const),
  ];
}

function passwordOf(url: string | undefined): string {
  return url ? new URL(url).password.replaceAll("%3D", "=").replaceAll("%2B", "+").replaceAll("%2F", "/") : "";
}

/** The same bytes in base64 look alike with and without an id, padding or the URL alphabet. */
function comparable(secret: string): string {
  return secret
    .replace(/^[\w-]{1,32}:/, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=+$/, "");
}
