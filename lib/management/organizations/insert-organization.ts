import { newId } from "#lib/core/ids.ts";
import { writeAudit } from "../audit.ts";
import type { GuestContext } from "../context.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";
import { freeSlug } from "../slug.ts";
import type { OrganizationView } from "./organization-view.ts";

export type NewOrganization = { readonly name: string; readonly slug?: string; readonly ownerId: string };

/** A new organization with its own data key and its first owner. */
export async function insertOrganization(
  guest: GuestContext,
  tx: Transaction,
  { name, slug: wanted, ownerId }: NewOrganization,
): Promise<OrganizationView> {
  const isTaken = async (slug: string) => (await tx.organization.findUnique({ where: { slug } })) !== null;
  if (wanted !== undefined && (await isTaken(wanted))) {
    throw new ManagementError("conflict", { message: "This slug is taken.", param: "slug" });
  }
  const id = newId("org");
  const slug = wanted ?? (await freeSlug(name, isTaken));
  await tx.organization.create({ data: { id, slug, name, wrappedDataKey: guest.services.sealer.newDataKey(id) } });
  await tx.membership.create({ data: { id: newId("mem"), organizationId: id, userId: ownerId, role: "owner" } });
  await writeAudit(tx, {
    action: "organization.create",
    objectKind: "organization",
    objectId: id,
    organizationId: id,
    userId: ownerId,
    ip: guest.ip,
    after: { name, slug },
  });
  return { id, slug, name, role: "owner" };
}
