"use client";

import { useState } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { FormFrame } from "#components/forms/form-frame.tsx";
import { FormSheet } from "#components/forms/form-sheet.tsx";
import type { SelectOption } from "#components/forms/select-field.tsx";
import { useApiForm } from "#components/forms/use-api-form.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { RuleFields } from "./rule-fields.tsx";
import { emptyRule, ruleField, ruleSchema, ruleTexts } from "./rule-form-schema.ts";

type RuleSheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly router: Pick<RouterDetail, "id" | "rules">;
  readonly providers: readonly SelectOption[];
  /** The one to change; `undefined` for a new one. */
  readonly rule: RuleView | undefined;
};

export function RuleSheet({ open, onClose, router, providers, rule }: RuleSheetProps) {
  // While the drawer closes it goes on showing what it was opened for.
  const [shown, show] = useState(rule);
  if (open && shown !== rule) show(rule);
  return (
    <FormSheet open={open} onClose={onClose} title={shown ? "Edit rule" : "Add a rule"}>
      <RuleForm key={shown?.id ?? "new"} onClose={onClose} router={router} providers={providers} rule={shown} />
    </FormSheet>
  );
}

function RuleForm({ onClose, router: { id, rules }, providers, rule }: Omit<RuleSheetProps, "open">) {
  const { refresh } = useRefresh();
  const api = useApiForm({
    schema: ruleSchema,
    defaultValues: rule ? ruleTexts(rule) : emptyRule(Math.min(1_000_000, (rules.at(-1)?.priority ?? 0) + 10)),
    fieldOf: ruleField,
    mode: "onTouched",
    send: async (fields) => {
      if (rule) await apiRequest("PUT", `/routers/${id}/rules/${rule.id}`, fields);
      else await apiRequest("POST", `/routers/${id}/rules`, fields);
      toast(rule ? "Rule saved" : "Rule added");
      refresh();
      onClose();
    },
  });
  return (
    <FormFrame api={api} submitLabel={rule ? "Save rule" : "Add rule"}>
      <RuleFields providers={providers} endpoint={rule?.when.endpoint ?? "any"} />
    </FormFrame>
  );
}
