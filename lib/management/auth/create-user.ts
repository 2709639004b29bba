import { newId } from "#lib/core/ids.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";

export type NewUser = {
  readonly email: string;
  readonly name: string;
  /** Absent for people who only sign in through a provider. */
  readonly passwordHash?: string;
  /** Whether the address is known to be theirs. */
  readonly proof: "proven" | "unproven";
};

/** Hashing happens before, outside of any transaction: it takes too long to hold a connection for. */
export async function createUser(tx: Transaction, { email, name, passwordHash, proof }: NewUser) {
  if (await tx.user.findUnique({ where: { email } })) {
    throw new ManagementError("conflict", { message: "There is an account with this e-mail address.", param: "email" });
  }
  return tx.user.create({
    data: {
      id: newId("usr"),
      email,
      name,
      passwordHash: passwordHash ?? null,
      emailVerifiedAt: proof === "proven" ? new Date() : null,
    },
  });
}
