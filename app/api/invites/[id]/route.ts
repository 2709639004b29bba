import { deleteInvite } from "#lib/management/invites/delete-invite.ts";
import { managementRoute } from "#lib/server/management-route.ts";

export const DELETE = managementRoute(deleteInvite);
