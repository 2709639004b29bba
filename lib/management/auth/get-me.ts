import { z } from "zod";
import { userOperation } from "../operation.ts";
import { listOwnOrganizations } from "../organizations/list-organizations.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { toUserView, userView } from "./user-view.ts";

export const meView = z.object({ user: userView, organizations: z.array(organizationView) });
export type MeView = z.infer<typeof meView>;

export const getMe = userOperation(
  {
    id: "getMe",
    method: "GET",
    path: "/api/me",
    summary: "Who I am, and my organizations with my role in each",
    access: "user",
    input: z.strictObject({}),
    output: meView,
  },
  async (context) => {
    const user = await context.db.user.findUniqueOrThrow({ where: { id: context.actor.userId } });
    return { user: toUserView(user), organizations: await listOwnOrganizations(context) };
  },
);
