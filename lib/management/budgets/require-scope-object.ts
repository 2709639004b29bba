import { unreachable } from "#lib/core/invariant.ts";
import type { Transaction } from "../database.ts";
import { ManagementError } from "../errors.ts";
import type { BudgetView } from "./budget-view.ts";

type Subject = {
  readonly organizationId: string;
  readonly scope: BudgetView["scope"];
  readonly scopeId: string | undefined;
};

/** The id of what a budget limits, after making sure that it exists in this organization. */
export async function requireScopeObject(tx: Transaction, subject: Subject): Promise<string> {
  const { organizationId, scope } = subject;
  const id = subject.scopeId ?? (scope === "organization" ? organizationId : undefined);
  if (id === undefined) {
    throw new ManagementError("invalid_request", { param: "scopeId", message: "The field 'scopeId' is required." });
  }
  if (await exists(tx, { organizationId, scope, id })) return id;
  throw new ManagementError("not_found", { param: "scopeId", message: `There is no such ${scope}.` });
}

type Named = { readonly organizationId: string; readonly scope: BudgetView["scope"]; readonly id: string };

async function exists(tx: Transaction, { organizationId, scope, id }: Named): Promise<boolean> {
  const where = { organizationId_id: { organizationId, id } };
  switch (scope) {
    case "organization":
      return id === organizationId;
    case "user":
      return (
        (await tx.membership.findUnique({ where: { organizationId_userId: { organizationId, userId: id } } })) !== null
      );
    case "key":
      return (await tx.gatewayKey.findUnique({ where })) !== null;
    case "router":
      return (await tx.router.findUnique({ where })) !== null;
    case "provider":
      return (await tx.providerConnection.findUnique({ where })) !== null;
    case "model":
      return true;
    default:
      return unreachable(scope);
  }
}
