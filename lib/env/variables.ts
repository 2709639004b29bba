import { z } from "zod";
import { Secret } from "#lib/core/secret.ts";

/** A key that seals provider credentials. The first of the list encrypts, all of them decrypt. */
export type EncryptionKey = { readonly id: string; readonly base64: Secret };

const encryptionKeyBytes = 32;
const sessionSecretLengthMin = 32;
const tokenLengthMin = 16;
/** Random bytes hardly ever hold fewer different values than this; filler always does. */
const distinctMin = 8;
const placeholder =
  /change.?me|change.?this|your.?(own.?)?(secret|key)|placeholder|example|replace.?me|default|password/i;

/**
 * Every variable the program knows, one line each. An empty value counts as absent.
 * A message says what was expected and never repeats the value, which may be a secret.
 */
export const environmentVariables = z.object({
  NODE_ENV: oneOf("production", "development", "test"),
  LOG_LEVEL: oneOf("debug", "info", "warn", "error", "silent"),
  PORT: wholeNumber(0, 65_535),
  HOST: variable("a host name or an address", (text) => (/^[\w.:%-]{1,253}$/.test(text) ? text : undefined)),
  GATEWAY_ROLE: oneOf("all", "proxy", "dashboard"),
  TRUSTED_PROXIES: wholeNumber(0, 16),
  DATA_DIR: variable("a folder", (text) => text),
  /** Set by Next itself, in the processes of its build. */
  NEXT_PHASE: z.string().exactOptional(),
  VERCEL: variable("1", (text) => text === "1" || text === "true"),
  DATABASE_URL: secretUrl("postgres", "postgresql"),
  UPSTASH_REDIS_REST_URL: url("https", "http"),
  UPSTASH_REDIS_REST_TOKEN: variable("a token", (text) => new Secret(text)),
  KV_REST_API_URL: url("https", "http"),
  KV_REST_API_TOKEN: variable("a token", (text) => new Secret(text)),
  REDIS_URL: secretUrl("redis", "rediss"),
  ENCRYPTION_KEYS: variable(
    `id:base64-of-${encryptionKeyBytes}-random-bytes, several separated by commas, no id or key twice`,
    readEncryptionKeys,
  ),
  NEXTAUTH_SECRET: variable(`at least ${sessionSecretLengthMin} random characters`, (text) =>
    readRandomText(text, sessionSecretLengthMin),
  ),
  KEY_PEPPER: variable(`at least ${sessionSecretLengthMin} random characters`, (text) =>
    readRandomText(text, sessionSecretLengthMin),
  ),
  NEXTAUTH_URL: url("https", "http"),
  ADMIN_EMAIL: variable("an e-mail address", (text) => (z.email().safeParse(text).success ? text : undefined)),
  ADMIN_PASSWORD: variable("8 to 256 characters", (text) =>
    text.length >= 8 && text.length <= 256 ? new Secret(text) : undefined,
  ),
  SIGNUP: oneOf("open", "invite", "closed"),
  GITHUB_ID: variable("a client id", (text) => text),
  GITHUB_SECRET: variable("a client secret", (text) => new Secret(text)),
  GOOGLE_ID: variable("a client id", (text) => text),
  GOOGLE_SECRET: variable("a client secret", (text) => new Secret(text)),
  OIDC_ISSUER: url("https", "http"),
  OIDC_CLIENT_ID: variable("a client id", (text) => text),
  OIDC_CLIENT_SECRET: variable("a client secret", (text) => new Secret(text)),
  ALLOW_PRIVATE_UPSTREAMS: variable("true or false", readFlag),
  SMTP_URL: secretUrl("smtp", "smtps"),
  MAIL_FROM: variable("an e-mail address, or Name <address>", (text) =>
    /^[^\r\n]*\S+@\S+$/.test(text) ? text : undefined,
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: url("https", "http"),
  METRICS_TOKEN: variable(`at least ${tokenLengthMin} random characters`, (text) =>
    readRandomText(text, tokenLengthMin),
  ),
  CRON_SECRET: variable(`at least ${tokenLengthMin} random characters`, (text) => readRandomText(text, tokenLengthMin)),
});

export type EnvironmentVariables = z.output<typeof environmentVariables>;

/** Reads one `id:base64,...` list; `undefined` when any part of it is not a key worth trusting. */
export function readEncryptionKeys(text: string): readonly [EncryptionKey, ...EncryptionKey[]] | undefined {
  const keys: EncryptionKey[] = [];
  const seen = new Set<string>();
  for (const part of text.split(",")) {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim());
    if (!match?.[1] || !match[2]) return undefined;
    const bytes = Buffer.from(match[2], "base64");
    const base64 = bytes.toString("base64");
    if (bytes.length !== encryptionKeyBytes || new Set(bytes).size < distinctMin) return undefined;
    if (seen.has(match[1]) || seen.has(base64)) return undefined;
    seen.add(match[1]).add(base64);
    keys.push({ id: match[1], base64: new Secret(base64) });
  }
  const [first, ...others] = keys;
  return first && [first, ...others];
}

/** Refuses what is short, repetitive or copied from an example: such a secret protects nothing. */
function readRandomText(text: string, lengthMin: number): Secret | undefined {
  const random = text.length >= lengthMin && new Set(text).size >= distinctMin && !placeholder.test(text);
  return random ? new Secret(text) : undefined;
}

function readFlag(text: string): boolean | undefined {
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : undefined;
}

function wholeNumber(min: number, max: number) {
  return variable(`a whole number from ${min} to ${max}`, (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return variable(`one of ${choices.join(", ")}`, (text) => choices.find((choice) => choice === text));
}

function url(...schemes: readonly string[]) {
  return variable(`a URL with ${schemes.join(":// or ")}://`, (text) => readUrl(text, schemes));
}

function secretUrl(...schemes: readonly string[]) {
  return variable(`a URL with ${schemes.join(":// or ")}://`, (text) => {
    const read = readUrl(text, schemes);
    return read === undefined ? undefined : new Secret(read);
  });
}

function readUrl(text: string, schemes: readonly string[]): string | undefined {
  const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : "";
  return schemes.includes(scheme) ? text : undefined;
}

/** One optional variable: `read` turns its text into a value, or into `undefined` when it is not what was expected. */
function variable<Value>(expected: string, read: (text: string) => Value | undefined) {
  return z
    .string()
    .transform((text, context) => {
      const value = read(text.trim());
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message: `expected ${expected}` });
      return z.NEVER;
    })
    .optional();
}
