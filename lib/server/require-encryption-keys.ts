import { checkEncryption } from "#lib/management/installation/check-encryption.ts";
import { EnvironmentError } from "../env.ts";
import type { Container } from "./container.ts";

/** Keys that do not open what the database holds stop the start: better than failing at each request. */
export async function requireEncryptionKeys({ db, management }: Container): Promise<void> {
  if (await checkEncryption({ db: db.prisma, services: management })) return;
  throw new EnvironmentError("ENCRYPTION_KEYS: must hold the key that this database's secrets were sealed with");
}
