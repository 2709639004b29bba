import { z } from "zod";
import { optionalUsd } from "#components/forms/text-schemas.ts";
import type { BudgetView } from "#lib/management/budgets/budget-view.ts";

const scopes = ["organization", "user", "key", "router", "provider", "model"] as const;
const periods = ["total", "hour", "day", "week", "month"] as const;

/** Shares of the limit as people write them: `50, 80, 100` percent. */
const alerts = z.string().transform((text, context) => {
  const parts = text.split(/[\s,;%]+/).filter((part) => part !== "");
  const shares = parts.map((part) => Number(part) / 100);
  if (parts.length <= 10 && shares.every((share) => share > 0 && share <= 1)) return shares;
  context.addIssue({ code: "custom", message: "Percentages between 1 and 100, such as 50, 80, 100." });
  return z.NEVER;
});

export const budgetSchema = z
  .object({
    scope: z.enum(scopes),
    scopeId: z.string().trim(),
    limitUsd: optionalUsd,
    period: z.enum(periods),
    timezone: z.string(),
    mode: z.enum(["hard", "soft"]),
    alertAt: alerts,
  })
  .superRefine(({ scope, scopeId, limitUsd }, context) => {
    if (scope !== "organization" && scopeId === "") {
      context.addIssue({ code: "custom", path: ["scopeId"], message: "Say which one." });
    }
    if (limitUsd === undefined) {
      context.addIssue({ code: "custom", path: ["limitUsd"], message: "How much may be spent?" });
    }
  })
  .transform(({ scope, scopeId, ...fields }) => ({
    ...fields,
    scope,
    ...(scope === "organization" ? {} : { scopeId }),
  }));

export type BudgetForm = z.input<typeof budgetSchema>;

export function emptyBudget(timezone: string): BudgetForm {
  const usual = { period: "month", mode: "hard", alertAt: "50, 80, 100" } as const;
  return { scope: "organization", scopeId: "", limitUsd: "", timezone, ...usual };
}

export function budgetTexts(budget: BudgetView): BudgetForm {
  const { scope, scopeId, limitUsd, period, timezone, mode } = budget;
  const alertAt = budget.alertAt.map((share) => String(Number((share * 100).toFixed(2)))).join(", ");
  return { scope, scopeId, limitUsd, period, timezone, mode, alertAt };
}
