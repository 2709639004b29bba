import type { ManagementContext, Scope, UserContext } from "./context.ts";
import { ManagementError } from "./errors.ts";
import { hasRole, type Role } from "./roles.ts";

export function requireRole(context: ManagementContext, minimum: Role): void {
  if (hasRole(context.actor.role, minimum)) return;
  throw new ManagementError("forbidden", {
    message: `This needs the role '${minimum}'; yours is '${context.actor.role}'.`,
  });
}

export function requireScope(context: UserContext, scope: Scope): void {
  if (context.actor.scopes.includes(scope)) return;
  throw new ManagementError("forbidden", { message: `This management token lacks the scope '${scope}'.` });
}

/** Members manage what is their own; admins manage everybody's. */
export function requireOwn(context: ManagementContext, userId: string | null): void {
  if (mayManage(context, userId)) return;
  throw new ManagementError("forbidden", { message: "Only an admin may change what belongs to somebody else." });
}

/** The same question for pages, which then do not offer what would be refused. */
export function mayManage({ actor }: ManagementContext, userId: string | null): boolean {
  return hasRole(actor.role, "admin") || (hasRole(actor.role, "member") && userId === actor.userId);
}
