"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { ruleName } from "./rule-words.ts";

/** What can be done to a rule without a form; all of it can be taken back. */
export function useRuleActions(routerId: string, rule: RuleView) {
  const { refresh } = useRefresh();
  const path = `/routers/${routerId}/rules`;
  const name = ruleName(rule);

  async function setEnabled(enabled: boolean) {
    await apiRequest("PUT", `${path}/${rule.id}`, { enabled });
    refresh();
  }

  async function restore() {
    // What the server adds for people is not part of what makes a rule.
    const { id: _id, provider: _provider, providerName: _name, ...fields } = rule;
    await apiRequest("POST", path, fields);
    refresh();
  }

  async function toggle() {
    try {
      await setEnabled(!rule.enabled);
      showUndo(rule.enabled ? `${name} disabled` : `${name} enabled`, {
        undo: () => setEnabled(rule.enabled),
        undone: rule.enabled ? `${name} enabled again` : `${name} disabled again`,
      });
    } catch (error) {
      toast.error(`${name} could not be changed`, { description: reasonOf(error) });
    }
  }

  async function remove() {
    try {
      await apiRequest("DELETE", `${path}/${rule.id}`);
      refresh();
      showUndo(`${name} deleted`, { undo: restore, undone: `${name} is back` });
    } catch (error) {
      toast.error(`${name} could not be deleted`, { description: reasonOf(error) });
    }
  }

  return { toggle, remove };
}
