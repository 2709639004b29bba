import { z } from "zod";
import { budgetPeriods } from "#lib/core/budget-period.ts";
import { idField, timezoneField, usdLimitField } from "../fields.ts";
import { budgetModes, budgetScopes } from "./budget-view.ts";

const alertAtField = z
  .array(z.number().gt(0).max(1))
  .max(10)
  .transform((shares) => [...new Set(shares)].sort((left, right) => left - right));

export const createBudgetInput = z.strictObject({
  scope: z.enum(budgetScopes),
  /** Absent for the organization's own. */
  scopeId: idField.exactOptional(),
  limitUsd: usdLimitField,
  period: z.enum(budgetPeriods).default("total"),
  timezone: timezoneField.default("UTC"),
  alertAt: alertAtField.default([0.5, 0.8, 1]),
  mode: z.enum(budgetModes).default("hard"),
});

export const updateBudgetInput = z.strictObject({
  id: idField,
  limitUsd: usdLimitField.exactOptional(),
  period: z.enum(budgetPeriods).exactOptional(),
  timezone: timezoneField.exactOptional(),
  alertAt: alertAtField.exactOptional(),
  mode: z.enum(budgetModes).exactOptional(),
});
