"use client";

import { useRef } from "react";
import { useReorder } from "#components/reorder/use-reorder.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import type { ProviderActivity } from "#lib/management/providers/read-provider-activity.ts";
import { ProviderRow } from "./provider-row.tsx";
import { useProviderOrder } from "./use-provider-order.ts";

/** What the list says of a provider besides its settings. */
export type ProviderFacts = {
  readonly activity: ProviderActivity;
  readonly kindTitle: string;
  readonly canSync: boolean;
  readonly modelCount: number;
};

type ProviderTableProps = {
  /** In the order in which they are asked. */
  readonly providers: readonly ProviderView[];
  readonly facts: Readonly<Record<string, ProviderFacts>>;
  readonly canEdit: boolean;
};

const columns = [
  { label: "Provider", className: "pl-1" },
  { label: "State", className: "w-32 max-md:hidden" },
  { label: "Requests, 24 h", className: "w-40 text-right max-lg:hidden" },
  { label: "Errors", className: "w-20 text-right max-lg:hidden" },
  { label: "p50", className: "w-24 text-right max-md:hidden" },
  { label: "Models", className: "w-20 text-right max-xl:hidden" },
  { label: "Key", className: "w-28 max-xl:hidden" },
] as const;

/** Every connected provider, the one that is asked first on top. Rows are moved by their handles. */
export function ProviderTable({ providers, facts, canEdit }: ProviderTableProps) {
  const list = useRef<HTMLTableSectionElement>(null);
  const { order, move } = useProviderOrder(providers);
  const placeOf = (id: string) => order.findIndex((provider) => provider.id === id);
  const { held, handleProps, announcement } = useReorder({
    list,
    spots: (id) => ({ count: order.length, current: placeOf(id) }),
    onDrop: (id, spot) => void move(id, spot),
    describe: (id, spot) => `${order[placeOf(id)]?.name}, place ${spot + 1} of ${order.length}`,
  });

  return (
    <div className="rounded-md border bg-surface max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
      <table className="w-full table-fixed border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Providers in the order in which they are asked</caption>
        <thead className="text-left text-muted text-xs max-md:sr-only">
          <tr>
            {canEdit ? (
              <th scope="col" className="w-9 border-b">
                <span className="sr-only">Order</span>
              </th>
            ) : null}
            {columns.map(({ label, className }) => (
              <th
                key={label}
                scope="col"
                className={classNames("h-9 border-b px-3 font-medium", className, !canEdit && "first:pl-4")}
              >
                {label}
              </th>
            ))}
            {canEdit ? (
              <th scope="col" className="w-12 border-b">
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody ref={list}>
          {order.map((provider, index) => {
            const known = facts[provider.id];
            return known === undefined ? null : (
              <ProviderRow
                key={provider.id}
                provider={provider}
                facts={known}
                index={index}
                held={held}
                from={held ? placeOf(held.id) : index}
                {...(canEdit ? { handle: handleProps(provider.id) } : {})}
              />
            );
          })}
        </tbody>
      </table>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}
