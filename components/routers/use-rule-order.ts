"use client";

import { useState } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { changedPriorities, moveRule } from "./rule-tiers.ts";
import { ruleName } from "./rule-words.ts";

type Chosen = { readonly of: readonly RuleView[]; readonly order: readonly RuleView[] };

/** The rules in the order in which they are tried, and the way to change it: drawn at once, saved behind. */
export function useRuleOrder({ id: routerId, rules }: Pick<RouterDetail, "id" | "rules">) {
  const { refresh } = useRefresh();
  const [chosen, choose] = useState<Chosen>();
  // What the server drew anew is the truth again.
  const order = chosen?.of === rules ? chosen.order : rules;

  async function save(priorities: readonly Pick<RuleView, "id" | "priority">[]) {
    for (const { id, priority } of priorities)
      await apiRequest("PUT", `/routers/${routerId}/rules/${id}`, { priority });
    refresh();
  }

  async function move(id: string, to: number) {
    const from = order.findIndex((rule) => rule.id === id);
    const moved = order[from];
    const next = moveRule(order, from, to);
    const changed = changedPriorities(order, next);
    if (!moved || changed.length === 0) return;
    choose({ of: rules, order: next });
    try {
      await save(changed);
      showUndo(`${ruleName(moved)} moved`, {
        undo: () => save(order.filter((rule) => changed.some((change) => change.id === rule.id))),
        undone: "The order is as before",
      });
    } catch (error) {
      choose(undefined);
      refresh();
      toast.error("The order could not be saved", { description: reasonOf(error) });
    }
  }

  return { order, move };
}
