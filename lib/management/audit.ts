import { newId } from "#lib/core/ids.ts";
import { invariant } from "#lib/core/invariant.ts";
import type { ManagementContext } from "./context.ts";
import { Prisma, type Transaction } from "./database.ts";

export type AuditRecord = {
  /** Verb after noun: `key.create`. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** Views, never rows: they hold no secret. */
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
};

export type Change = {
  readonly tx: Transaction;
  /** The organization's epoch after this change: grows with each, so it also numbers versions. */
  readonly epoch: number;
  readonly audit: (record: AuditRecord) => Promise<void>;
};

/**
 * Runs a change together with its audit entry and the new epoch: all or nothing. The epoch's row lock lets an
 * organization's changes happen one after the other, so that what one has checked still holds when it writes.
 */
export async function change<Value>(
  context: ManagementContext,
  work: (change: Change) => Promise<Value>,
): Promise<Value> {
  const { actor, db, services } = context;
  const value = await db.$transaction(async (tx) => {
    const { epoch } = await tx.organization.update({
      where: { id: actor.organizationId },
      data: { epoch: { increment: 1 } },
      select: { epoch: true },
    });
    let audited = 0;
    const audit = async (record: AuditRecord) => {
      audited++;
      await writeAudit(tx, { ...record, organizationId: actor.organizationId, userId: actor.userId, ip: context.ip });
    };
    const result = await work({ tx, epoch, audit });
    invariant(audited > 0, "no change without an audit entry");
    return result;
  });
  await services.changed(actor.organizationId);
  return value;
}

export type AuditEntry = AuditRecord & {
  readonly organizationId: string;
  readonly userId: string | undefined;
  readonly ip: string | undefined;
};

export async function writeAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  const { before, after, ip, userId, ...rest } = entry;
  await tx.auditEvent.create({
    data: {
      id: newId("aud"),
      ...rest,
      userId: userId ?? null,
      ip: ip ?? null,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
    },
  });
}
