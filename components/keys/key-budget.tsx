import { BudgetBar } from "#components/budgets/budget-bar.tsx";
import { periodWords } from "#components/budgets/period-words.ts";
import { formatMoney } from "#components/format/format-money.ts";
import { Unknown } from "#components/format/unknown.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";

/** What the key's own budget has come to, small enough for a row. */
export function KeyBudget({ value }: { readonly value: KeyView }) {
  const amounts = keyAmounts(value);
  if (amounts === undefined) return <Unknown reason="No budget of its own" />;
  const period = value.budgetPeriod ?? "total";
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2 text-xs leading-4">
        <span>
          {formatMoney(amounts.spentUsd)} <span className="text-muted">of {formatMoney(amounts.limitUsd)}</span>
        </span>
        <span className="text-muted max-md:hidden">{period === "total" ? "" : periodWords[period]}</span>
      </span>
      <BudgetBar amounts={amounts} label={`Budget of ${value.name}`} className="h-1 max-md:w-32" />
    </span>
  );
}

/** The amounts of the key's own budget; `undefined` without one. */
export function keyAmounts({ budgetUsd, spentUsd, heldUsd, unconfirmedUsd, remainingUsd }: KeyView) {
  if (budgetUsd === null) return undefined;
  return {
    limitUsd: budgetUsd,
    spentUsd: spentUsd ?? "0",
    heldUsd: heldUsd ?? "0",
    unconfirmedUsd: unconfirmedUsd ?? "0",
    remainingUsd: remainingUsd ?? budgetUsd,
  };
}
