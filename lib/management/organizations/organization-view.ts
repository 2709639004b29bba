import { z } from "zod";
import { roleField } from "../fields.ts";

/** An organization as one of its members sees it. */
export const organizationView = z.object({ id: z.string(), slug: z.string(), name: z.string(), role: roleField });
export type OrganizationView = z.infer<typeof organizationView>;
