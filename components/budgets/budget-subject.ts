import type { BudgetView } from "#lib/management/budgets/budget-view.ts";
import type { BudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";

export const scopeWords: Readonly<Record<BudgetView["scope"], string>> = {
  organization: "Organization",
  user: "Person",
  key: "Key",
  router: "Router",
  provider: "Provider",
  model: "Model",
};

/** What a budget limits, by name. */
export function subjectName(
  { scope, scopeId }: Pick<BudgetView, "scope" | "scopeId">,
  subjects: BudgetSubjects,
): string {
  if (scope === "organization") return "The whole organization";
  if (scope === "model") return scopeId;
  return subjects[scope].find(({ id }) => id === scopeId)?.name ?? scopeId;
}

const pages = { key: "/keys", router: "/routers", provider: "/providers" } as const;

/** Where more is said of it; `undefined` where there is no page. */
export function subjectHref({ scope, scopeId }: Pick<BudgetView, "scope" | "scopeId">): string | undefined {
  return scope === "key" || scope === "router" || scope === "provider" ? `${pages[scope]}/${scopeId}` : undefined;
}
