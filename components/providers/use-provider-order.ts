"use client";

import { useState } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { moveItem } from "#components/reorder/move-item.ts";
import { ascendingPriorities } from "#components/reorder/priorities.ts";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";

type Chosen = { readonly of: readonly ProviderView[]; readonly order: readonly ProviderView[] };

/** The providers in the order in which they are asked, and the way to change it: drawn at once, saved behind. */
export function useProviderOrder(providers: readonly ProviderView[]) {
  const { refresh } = useRefresh();
  const [chosen, choose] = useState<Chosen>();
  // What the server drew anew is the truth again.
  const order = chosen?.of === providers ? chosen.order : providers;

  async function save(priorities: readonly Pick<ProviderView, "id" | "priority">[]) {
    for (const { id, priority } of priorities) await apiRequest("PUT", `/providers/${id}`, { priority });
    refresh();
  }

  async function move(id: string, to: number) {
    const from = order.findIndex((provider) => provider.id === id);
    const next = moveItem(order, from, to);
    const changed = changedPriorities(next, id);
    choose({ of: providers, order: next });
    try {
      await save(changed);
      const before = order.filter((provider) => changed.some((change) => change.id === provider.id));
      showUndo(`${order[from]?.name} is asked ${ordinal(to)}`, {
        undo: () => save(before),
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

/** Only those whose number has to change for the order to hold. */
export function changedPriorities(order: readonly Pick<ProviderView, "id" | "priority">[], movedId: string) {
  const numbers = ascendingPriorities(order.map(({ id, priority }) => (id === movedId ? undefined : priority)));
  return order.flatMap(({ id, priority }, index) => {
    const next = numbers[index] ?? priority;
    return next === priority ? [] : [{ id, priority: next }];
  });
}

function ordinal(index: number): string {
  return index === 0 ? "first" : `as number ${index + 1}`;
}
