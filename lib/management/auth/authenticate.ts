import type { GuestContext } from "../context.ts";
import { ManagementError } from "../errors.ts";

export type Credentials = { readonly email: string; readonly password: string };

/**
 * Whether the password is this person's: the one check behind the login call and the sign-in page. Unknown people,
 * people without a password and wrong passwords answer alike and take equally long.
 */
export async function authenticate(guest: GuestContext, { email, password }: Credentials) {
  const { db, services } = guest;
  const user = await services.loginLimiter.attempt(`${email}|${guest.ip ?? "unknown"}`, async () => {
    const found = await db.user.findUnique({ where: { email } });
    const right = await services.passwordHasher.verify(password, found?.passwordHash ?? undefined);
    return right && found ? found : undefined;
  });
  if (!user) throw new ManagementError("invalid_credentials");
  if (user.passwordHash && services.passwordHasher.isOutdated(user.passwordHash)) {
    const passwordHash = await services.passwordHasher.hash(password);
    await db.user.update({ where: { id: user.id }, data: { passwordHash } });
  }
  return user;
}
