import { z } from "zod";
import { signIn, signInView } from "../auth/sign-in.ts";
import { ManagementError } from "../errors.ts";
import { emailField, nameField, passwordField } from "../fields.ts";
import { guestOperation } from "../operation.ts";
import { claimInstallation, isClaimed, lockInstallation, setupCodeSetting } from "./claim-installation.ts";

export const setup = guestOperation(
  {
    id: "setup",
    method: "POST",
    path: "/api/setup",
    summary: "Claim a fresh installation with the code that its start printed",
    access: "guest",
    input: z.strictObject({
      code: z.string().trim().min(1).max(100),
      email: emailField,
      password: passwordField,
      name: nameField,
      organizationName: nameField,
    }),
    output: signInView,
    status: 201,
  },
  async (guest, { code, password, ...owner }) => {
    const { db, services } = guest;
    if (await isClaimed(db)) throw alreadyClaimed();
    const value = services.keyHasher(code);
    const right = await services.loginLimiter.attempt(`setup|${guest.ip ?? "unknown"}`, async () =>
      (await db.setting.findFirst({ where: { name: setupCodeSetting, value } })) ? true : undefined,
    );
    if (!right) throw wrongCode();

    const passwordHash = await services.passwordHasher.hash(password);
    return db.$transaction(async (tx) => {
      await lockInstallation(tx);
      if (await isClaimed(tx)) throw alreadyClaimed();
      if (!(await tx.setting.findFirst({ where: { name: setupCodeSetting, value } }))) throw wrongCode();
      return signIn(guest, tx, await claimInstallation(guest, tx, { ...owner, passwordHash }));
    });
  },
);

function alreadyClaimed(): ManagementError {
  return new ManagementError("conflict", { message: "This installation has an owner already. Sign in instead." });
}

function wrongCode(): ManagementError {
  return new ManagementError("invalid_credentials", {
    message: "The setup code is wrong. The server printed it at its last start.",
    param: "code",
  });
}
