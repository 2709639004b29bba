import { z } from "zod";
import { userOperation } from "../operation.ts";

export const logout = userOperation(
  {
    id: "logout",
    method: "POST",
    path: "/api/auth/logout",
    summary: "End the session or token that this call is made with",
    access: "user",
    input: z.strictObject({}),
  },
  async ({ db, services, actor }) => {
    await db.apiToken.deleteMany({ where: { id: actor.tokenId, userId: actor.userId } });
    services.sessions.forgetUser(actor.userId);
  },
);
