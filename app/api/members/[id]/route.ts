import { deleteMember } from "#lib/management/members/delete-member.ts";
import { updateMember } from "#lib/management/members/update-member.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const PUT = managementRoute(updateMember);
export const DELETE = managementRoute(deleteMember);
