"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { BudgetView } from "#lib/management/budgets/budget-view.ts";
import type { BudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";
import { AmountFields, SubjectFields } from "./budget-fields.tsx";
import { budgetSchema, budgetTexts, emptyBudget } from "./budget-form-schema.ts";
import { subjectName } from "./budget-subject.ts";

type BudgetSheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly subjects: BudgetSubjects;
  /** Absent: a new one is made. */
  readonly budget: BudgetView | undefined;
};

export function BudgetSheet({ open, onClose, subjects, budget }: BudgetSheetProps) {
  const title = budget ? `Budget of ${subjectName(budget, subjects)}` : "Create a budget";
  return (
    <FormSheet open={open} onClose={onClose} title={title}>
      {budget ? (
        <EditForm key={budget.id} budget={budget} onClose={onClose} />
      ) : (
        <NewForm subjects={subjects} onClose={onClose} />
      )}
    </FormSheet>
  );
}

function NewForm({ subjects, onClose }: Pick<BudgetSheetProps, "subjects" | "onClose">) {
  const { refresh } = useRefresh();
  const { timeZone } = usePreferences();
  const api = useApiForm({
    schema: budgetSchema,
    defaultValues: emptyBudget(timeZone),
    send: async (fields) => {
      await apiRequest("POST", "/budgets", fields);
      toast("Budget created");
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Create budget">
      <SubjectFields subjects={subjects} />
      <AmountFields />
    </FormFrame>
  );
}

function EditForm({ budget, onClose }: { readonly budget: BudgetView; readonly onClose: () => void }) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: budgetSchema,
    defaultValues: budgetTexts(budget),
    send: async ({ limitUsd, period, timezone, mode, alertAt }) => {
      await apiRequest("PUT", `/budgets/${budget.id}`, { limitUsd, period, timezone, mode, alertAt });
      toast("Budget saved");
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel="Save budget">
      <AmountFields />
    </FormFrame>
  );
}
