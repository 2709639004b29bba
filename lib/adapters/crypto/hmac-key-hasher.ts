import { createHmac, createSecretKey } from "node:crypto";
import type { Secret } from "#lib/core/secret.ts";

/**
 * What is stored of a key or token instead of itself. A keyed hash without a slow function: the keys are random
 * enough that guessing is hopeless, and the pepper keeps a stolen table from being checked against leaked keys.
 */
export type KeyHasher = (key: string) => string;

export function hmacKeyHasher(pepper: Secret): KeyHasher {
  const secret = createSecretKey(pepper.reveal(), "utf8");
  return (key) => createHmac("sha256", secret).update(key).digest("base64url");
}
