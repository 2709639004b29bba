import { inviteMember } from "#lib/management/invites/create-invite.ts";
import { listMembers } from "#lib/management/members/list-members.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const GET = managementRoute(listMembers);
export const POST = managementRoute(inviteMember);
