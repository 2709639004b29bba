import { newGatewayKey } from "#lib/core/gateway-key.ts";
import { newId } from "#lib/core/ids.ts";
import { Secret } from "#lib/core/secret.ts";
import { readEnv } from "#lib/env.ts";
import { aesSealer } from "../../lib/adapters/crypto/aes-sealer.ts";
import { hmacKeyHasher } from "../../lib/adapters/crypto/hmac-key-hasher.ts";
import { openDatabase } from "../../lib/db/client.ts";
import { migrate } from "../../lib/db/migrate.ts";
import { loadSecrets } from "../../lib/db/secrets.ts";

/** Makes an organization with one provider and one key that has every limit on; returns the key. */
export async function seedGateway(variables: Record<string, string>, baseUrl: string): Promise<string> {
  const env = readEnv(variables);
  const [db, secrets] = await Promise.all([openDatabase(env), loadSecrets(env)]);
  try {
    await migrate(db.pool);
    const sealer = aesSealer(secrets.encryptionKeys);
    const organizationId = newId("org");
    const wrappedDataKey = sealer.newDataKey(organizationId);
    await db.prisma.organization.create({ data: { id: organizationId, slug: "bench", name: "Bench", wrappedDataKey } });
    const connectionId = newId("con");
    const credentialId = newId("crd");
    const binding = {
      organizationId,
      connectionId,
      credentialId,
      kind: "openai",
      origin: new URL(baseUrl).origin,
      field: "apiKey",
    };
    const sealed = sealer.seal(wrappedDataKey, new Secret("sk-bench-000000000000"), binding);
    await db.prisma.providerConnection.create({
      data: {
        id: connectionId,
        organizationId,
        slug: "openai",
        name: "OpenAI",
        kind: "openai",
        baseUrl,
        credentials: { create: { id: credentialId, sealed, hint: "0000" } },
      },
    });
    const key = newGatewayKey("gw_");
    const keyId = newId("key");
    await db.prisma.gatewayKey.create({
      data: {
        id: keyId,
        organizationId,
        name: "Bench",
        keyHash: hmacKeyHasher(secrets.keyPepper)(key),
        prefix: "gw_",
        hint: "0000",
        requestsPerMinute: 100_000_000,
      },
    });
    await db.prisma.budget.create({
      data: {
        id: newId("bud"),
        organizationId,
        scope: "key",
        scopeId: keyId,
        limitNanoUsd: 9_000_000_000_000_000n,
        period: "month",
      },
    });
    return key;
  } finally {
    await db.close();
  }
}
