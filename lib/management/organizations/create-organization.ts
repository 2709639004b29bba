import { z } from "zod";
import { nameField, slugField } from "../fields.ts";
import { userOperation } from "../operation.ts";
import { insertOrganization } from "./insert-organization.ts";
import { organizationView } from "./organization-view.ts";

export const createOrganization = userOperation(
  {
    id: "createOrganization",
    method: "POST",
    path: "/api/organizations",
    summary: "A new organization, with me as its owner",
    access: "user",
    input: z.strictObject({ name: nameField, slug: slugField.exactOptional() }),
    output: organizationView,
    status: 201,
  },
  async (context, input) => {
    const { db, services, actor } = context;
    const view = await db.$transaction((tx) => insertOrganization(context, tx, { ...input, ownerId: actor.userId }));
    services.sessions.forgetUser(actor.userId);
    return view;
  },
);
