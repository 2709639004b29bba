import { z } from "zod";
import type { UserContext } from "../context.ts";
import { userOperation } from "../operation.ts";
import { pageOf } from "../pagination.ts";
import { isRole } from "../roles.ts";
import { type OrganizationView, organizationView } from "./organization-view.ts";

export const listOrganizations = userOperation(
  {
    id: "listOrganizations",
    method: "GET",
    path: "/api/organizations",
    summary: "My organizations, the oldest membership first",
    access: "user",
    input: z.strictObject({}),
    output: pageOf(organizationView),
  },
  async (context) => ({ data: await listOwnOrganizations(context), nextCursor: null }),
);

/** All of them: nobody is in so many that they would need pages. */
export async function listOwnOrganizations({ db, actor }: UserContext): Promise<OrganizationView[]> {
  const rows = await db.membership.findMany({
    where: { userId: actor.userId },
    include: { organization: { select: { id: true, slug: true, name: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.flatMap(({ role, organization }) => (isRole(role) ? [{ ...organization, role }] : []));
}
