"use client";

import { useRef } from "react";
import { useReorder } from "#components/reorder/use-reorder.ts";
import type { RouterDetail } from "#lib/management/routers/router-view.ts";
import { RuleRow } from "./rule-row.tsx";
import { sharesOf, tiersOf } from "./rule-tiers.ts";
import { ruleName } from "./rule-words.ts";
import { useRuleOrder } from "./use-rule-order.ts";
import { WeightBar } from "./weight-bar.tsx";

type RuleListProps = {
  readonly router: Pick<RouterDetail, "id" | "rules">;
  readonly canEdit: boolean;
  readonly onEdit: (ruleId: string) => void;
};

/** The rules in the order in which they are tried: a card for each priority, moved by their handles. */
export function RuleList({ router, canEdit, onEdit }: RuleListProps) {
  const list = useRef<HTMLOListElement>(null);
  const { order, move } = useRuleOrder(router);
  const placeOf = (id: string) => order.findIndex((rule) => rule.id === id);
  const { held, handleProps, announcement } = useReorder({
    list,
    spots: (id) => ({ count: order.length, current: placeOf(id) }),
    onDrop: (id, spot) => void move(id, spot),
    describe: (id, spot) => {
      const rule = order[placeOf(id)];
      return `${rule ? ruleName(rule) : ""}, place ${spot + 1} of ${order.length}`;
    },
  });

  return (
    <>
      <ol ref={list} aria-label="Rules, the first tried on top" className="flex min-w-0 flex-col gap-2">
        {tiersOf(order).map(({ priority, rules }) => {
          const shares = rules.length > 1 ? sharesOf(rules) : undefined;
          return (
            <li key={priority} className="min-w-0 rounded-md border bg-surface">
              {shares ? <WeightBar priority={priority} rules={rules} /> : null}
              <ul className="divide-y">
                {rules.map((rule, index) => (
                  <RuleRow
                    key={rule.id}
                    routerId={router.id}
                    rule={rule}
                    place={{
                      index: placeOf(rule.id),
                      ...(shares && { shared: { index, share: shares.get(rule.id) ?? 0 } }),
                    }}
                    held={held}
                    from={held ? placeOf(held.id) : 0}
                    onEdit={() => onEdit(rule.id)}
                    {...(canEdit ? { handle: handleProps(rule.id) } : {})}
                  />
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </>
  );
}
