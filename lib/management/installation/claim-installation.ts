import { createUser } from "../auth/create-user.ts";
import type { GuestContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { insertOrganization } from "../organizations/insert-organization.ts";

export const setupCodeSetting = "setup-code";

export type FirstOwner = {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly organizationName: string;
};

/** Instances that start at once, and visitors that claim at once, wait for each other here until the transaction ends. */
export async function lockInstallation(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(727274, 1)`;
}

export async function isClaimed(tx: Transaction): Promise<boolean> {
  return (await tx.user.findFirst({ select: { id: true } })) !== null;
}

/** The first person and their organization. Only called under the lock, when nobody exists. */
export async function claimInstallation(guest: GuestContext, tx: Transaction, owner: FirstOwner) {
  const { email, name, passwordHash, organizationName } = owner;
  const user = await createUser(tx, { email, name, passwordHash, proof: "proven" });
  await insertOrganization(guest, tx, { name: organizationName, ownerId: user.id });
  await tx.setting.deleteMany({ where: { name: setupCodeSetting } });
  return user;
}
