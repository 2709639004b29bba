import { randomBase62 } from "#lib/core/random.ts";
import type { Secret } from "#lib/core/secret.ts";
import type { GuestContext } from "../context.ts";
import { emailField } from "../fields.ts";
import { claimInstallation, isClaimed, lockInstallation, setupCodeSetting } from "./claim-installation.ts";

export type Preparation =
  | { readonly kind: "ready" }
  /** Nobody exists yet: `/setup` asks for this code. Every start makes a new one, the older ones stop working. */
  | { readonly kind: "setup"; readonly code: string }
  | { readonly kind: "admin"; readonly email: string };

export type AdminAccount = { readonly email: string; readonly password: Secret };

/** Called at every start: makes sure that a fresh installation can only be claimed by whoever runs it. */
export async function prepareFirstOwner(guest: GuestContext, admin?: AdminAccount): Promise<Preparation> {
  if (await isClaimed(guest.db)) return { kind: "ready" };
  const { passwordHasher, keyHasher } = guest.services;
  const passwordHash = admin && (await passwordHasher.hash(admin.password.reveal()));

  return guest.db.$transaction(async (tx): Promise<Preparation> => {
    await lockInstallation(tx);
    if (await isClaimed(tx)) return { kind: "ready" };
    if (admin && passwordHash !== undefined) {
      const email = emailField.parse(admin.email);
      await claimInstallation(guest, tx, { email, name: nameOf(email), passwordHash, organizationName: "Main" });
      return { kind: "admin", email };
    }
    const code = newSetupCode();
    const value = keyHasher(code);
    await tx.setting.upsert({
      where: { name: setupCodeSetting },
      create: { name: setupCodeSetting, value },
      update: { value },
    });
    return { kind: "setup", code };
  });
}

/** Four groups of five: 119 bits, and still fit to be typed from a terminal. */
function newSetupCode(): string {
  return Array.from({ length: 4 }, () => randomBase62(5)).join("-");
}

function nameOf(email: string): string {
  return email.slice(0, email.indexOf("@"));
}
