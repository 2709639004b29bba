import { z } from "zod";
import { passwordField } from "../fields.ts";
import { userOperation } from "../operation.ts";
import { authenticate } from "./authenticate.ts";

export const changePassword = userOperation(
  {
    id: "changePassword",
    method: "PUT",
    path: "/api/me/password",
    summary: "Change my password; ends all my sessions, this one included",
    access: "user",
    input: z.strictObject({ currentPassword: z.string().min(1).max(256), newPassword: passwordField }),
  },
  async (context, { currentPassword, newPassword }) => {
    const { db, services, actor } = context;
    const { email } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
    await authenticate(context, { email, password: currentPassword });
    const passwordHash = await services.passwordHasher.hash(newPassword);
    await db.user.update({ where: { id: actor.userId }, data: { passwordHash, sessionVersion: { increment: 1 } } });
    services.sessions.forgetUser(actor.userId);
  },
);
