import { z } from "zod";
import type { GuestContext } from "../context.ts";
import { ManagementError } from "../errors.ts";
import { emailField, nameField, passwordField } from "../fields.ts";
import { redeemInvite } from "../invites/redeem-invite.ts";
import { guestOperation } from "../operation.ts";
import { insertOrganization } from "../organizations/insert-organization.ts";
import { createUser } from "./create-user.ts";
import { signIn, signInView } from "./sign-in.ts";

export const registerInput = z.strictObject({
  email: emailField.exactOptional(),
  password: passwordField,
  name: nameField,
  organizationName: nameField.exactOptional(),
  inviteToken: z.string().min(1).max(100).exactOptional(),
});

export type RegisterInput = z.output<typeof registerInput>;

export const register = guestOperation(
  {
    id: "register",
    method: "POST",
    path: "/api/auth/register",
    summary: "Make an account: with an invitation, or with an organization of one's own where SIGNUP is open",
    access: "guest",
    input: registerInput,
    output: signInView,
    status: 201,
  },
  async (guest, input) =>
    input.inviteToken === undefined ? signUp(guest, input) : redeemInvite(guest, input.inviteToken, input),
);

async function signUp(guest: GuestContext, { email, password, name, organizationName }: RegisterInput) {
  if (guest.services.signup !== "open") {
    throw new ManagementError("forbidden", { message: "An account needs an invitation here." });
  }
  if (email === undefined) throw required("email");
  if (organizationName === undefined) throw required("organizationName");
  const passwordHash = await guest.services.passwordHasher.hash(password);
  return guest.db.$transaction(async (tx) => {
    const user = await createUser(tx, { email, name, passwordHash, proof: "unproven" });
    await insertOrganization(guest, tx, { name: organizationName, ownerId: user.id });
    return signIn(guest, tx, user);
  });
}

function required(param: string): ManagementError {
  return new ManagementError("invalid_request", { param, message: `The field '${param}' is required.` });
}
