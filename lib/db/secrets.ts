import { hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Secret } from "#lib/core/secret.ts";
import { type Env, readEnv } from "#lib/env.ts";

/**
 * The secrets the program works with: the keys that seal provider credentials (the first encrypts, all decrypt), the
 * key of the sessions, and the key of the hash under which gateway keys and tokens are stored.
 */
export type Secrets = Required<Env["secrets"]>;

/** Named like the variables they stand for, so that a move to PostgreSQL is a matter of copying them. */
const secretsFile = z.object({
  ENCRYPTION_KEYS: z.string(),
  NEXTAUTH_SECRET: z.string(),
  KEY_PEPPER: z.string(),
});

type SecretsFile = z.output<typeof secretsFile>;

/**
 * What the environment gives wins. The rest is made once and kept in `DATA_DIR/secrets.json`, which only this user can
 * read; two processes that start at the same moment end up with the same file.
 */
export async function loadSecrets(env: Env): Promise<Secrets> {
  const pepper = env.secrets.keyPepper ?? pepperFor(env);
  const given = { ...env.secrets, ...(pepper && { keyPepper: pepper }) };
  if (isComplete(given)) return given;

  const path = join(env.dataDir, "secrets.json");
  const file = (await readSecretsFile(path)) ?? (await createSecretsFile(path, env.dataDir));
  const all = { ...readEnv(file).secrets, ...given };
  if (isComplete(all)) return all;
  throw new Error(`${path} lacks a secret. Restore it from a backup.`);
}

function isComplete(secrets: Env["secrets"]): secrets is Secrets {
  return Boolean(secrets.encryptionKeys && secrets.sessionSecret && secrets.keyPepper);
}

/**
 * Instances that share a PostgreSQL must agree on the pepper without a common disk, so it follows from the oldest
 * encryption key. Before that key is dropped, `KEY_PEPPER` has to be set, or the stored gateway keys would be void.
 */
function pepperFor(env: Env): Secret | undefined {
  const oldest = env.secrets.encryptionKeys?.at(-1);
  if (env.database.kind === "embedded" || !oldest) return undefined;
  const bytes = hkdfSync("sha256", Buffer.from(oldest.base64.reveal(), "base64"), "", "key pepper", 32);
  return new Secret(Buffer.from(bytes).toString("base64url"));
}

async function readSecretsFile(path: string): Promise<SecretsFile | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseSecretsFile(path, text);
}

/** The parser's own message would quote the file. */
function parseSecretsFile(path: string, text: string): SecretsFile {
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    throw new Error(`${path} is damaged. Restore it from a backup: without it, stored provider keys cannot be read.`);
  }
}

/** Written whole under another name first, then linked: the file is never seen half, and the first one stays. */
async function createSecretsFile(path: string, dataDir: string): Promise<SecretsFile> {
  const secrets: SecretsFile = {
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    KEY_PEPPER: randomBytes(32).toString("base64url"),
  };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.draft`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
    return secrets;
  } catch {
    const winner = await readSecretsFile(path);
    if (winner) return winner;
    // No other process was first, so the disk knows no links.
    await rename(draft, path);
    return secrets;
  } finally {
    await rm(draft, { force: true });
  }
}
