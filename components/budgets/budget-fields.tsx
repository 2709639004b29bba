"use client";

import { useWatch } from "react-hook-form";
import { SelectField } from "#components/forms/select-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import type { BudgetSubjects } from "#lib/management/budgets/read-budget-subjects.ts";
import { scopeWords } from "./budget-subject.ts";
import { periodOptions } from "./period-words.ts";

const scopeOptions = Object.entries(scopeWords).map(([value, label]) => ({ value, label }));

const modeOptions = [
  { value: "hard", label: "Hard: requests are refused, it is never exceeded" },
  { value: "soft", label: "Soft: it only alerts" },
] as const;

/** What is limited. It cannot be changed later: what was counted belongs to it. */
export function SubjectFields({ subjects }: { readonly subjects: BudgetSubjects }) {
  const scope: keyof typeof scopeWords = useWatch({ name: "scope" });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <SelectField name="scope" label="Limits" options={scopeOptions} />
      {scope === "organization" ? null : scope === "model" ? (
        <TextField name="scopeId" label="Model" className="code" placeholder="gpt-4o-mini" spellCheck={false} />
      ) : (
        <SelectField
          key={scope}
          name="scopeId"
          label={scopeWords[scope]}
          placeholder={subjects[scope].length === 0 ? "There are none yet" : "Choose one"}
          options={subjects[scope].map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </div>
  );
}

/** How much, in what time, and what happens then. */
export function AmountFields() {
  const period: unknown = useWatch({ name: "period" });
  const timezone: unknown = useWatch({ name: "timezone" });
  const days = period === "day" || period === "week" || period === "month";
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField name="limitUsd" label="Amount" inputMode="decimal" placeholder="100" unit="USD" />
        <SelectField
          name="period"
          label="Period"
          options={periodOptions}
          {...(days ? { help: `Days begin at midnight in ${timezone}.` } : {})}
        />
      </div>
      <SelectField name="mode" label="When it is spent" options={modeOptions} />
      <TextField
        name="alertAt"
        label="Alert at"
        optional
        inputMode="decimal"
        placeholder="50, 80, 100"
        unit="%"
        help="Sent to the webhooks of the organization."
      />
    </>
  );
}
