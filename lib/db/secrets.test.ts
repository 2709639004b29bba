import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#lib/env.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";

const key = randomBytes(32).toString("base64");
const older = randomBytes(32).toString("base64");
const session = randomBytes(32).toString("hex");
let dataDir = "";

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gateway-secrets-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

describe("loadSecrets", () => {
  it("makes them once and finds them again", async () => {
    const env = readEnv({ DATA_DIR: dataDir });
    const first = await loadSecrets(env);
    expect(revealed(await loadSecrets(env))).toEqual(revealed(first));
    expect(new Set(revealed(first)).size).toBe(3);
  });

  it("keeps them where only this user can read them, and leaves no draft", async () => {
    await loadSecrets(readEnv({ DATA_DIR: dataDir }));
    expect(await readdir(dataDir)).toEqual(["secrets.json"]);
    expect((await stat(join(dataDir, "secrets.json"))).mode & 0o077).toBe(0);
  });

  it("gives everyone the same ones when several start at once", async () => {
    const env = readEnv({ DATA_DIR: dataDir });
    const all = await Promise.all(Array.from({ length: 8 }, () => loadSecrets(env)));
    expect(new Set(all.map((secrets) => revealed(secrets).join())).size).toBe(1);
  });

  it("lets the environment win, one by one", async () => {
    const kept = await loadSecrets(readEnv({ DATA_DIR: dataDir }));
    const mixed = await loadSecrets(readEnv({ DATA_DIR: dataDir, ENCRYPTION_KEYS: `k9:${key}` }));
    expect(mixed.encryptionKeys.map((entry) => entry.id)).toEqual(["k9"]);
    expect(mixed.sessionSecret.reveal()).toBe(kept.sessionSecret.reveal());
    expect(mixed.keyPepper.reveal()).toBe(kept.keyPepper.reveal());
  });

  it("touches no disk where PostgreSQL is shared, and every instance derives the same pepper", async () => {
    const shared = { DATA_DIR: dataDir, DATABASE_URL: "postgres://db/gateway", NEXTAUTH_SECRET: session };
    const before = await loadSecrets(readEnv({ ...shared, ENCRYPTION_KEYS: `old:${older}` }));
    const rotated = await loadSecrets(readEnv({ ...shared, ENCRYPTION_KEYS: `new:${key},old:${older}` }));
    expect(rotated.keyPepper.reveal()).toBe(before.keyPepper.reveal());
    expect(before.keyPepper.reveal()).not.toContain(older);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it("says that a damaged file is damaged, and not what is in it", async () => {
    await writeFile(join(dataDir, "secrets.json"), '{"ENCRYPTION_KEYS":"k1:hidden"');
    const error = await loadSecrets(readEnv({ DATA_DIR: dataDir })).catch(String);
    expect(error).toContain("secrets.json is damaged");
    expect(error).not.toContain("hidden");
    expect(await readFile(join(dataDir, "secrets.json"), "utf8")).toContain("hidden");
  });
});

function revealed({ encryptionKeys, sessionSecret, keyPepper }: Secrets): string[] {
  return [...encryptionKeys.map((entry) => entry.base64.reveal()), sessionSecret.reveal(), keyPepper.reveal()];
}
