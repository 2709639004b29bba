import { formatMoneyExact } from "#components/format/format-money.ts";
import { classNames } from "#components/ui/class-names.ts";
import { type BudgetAmounts, budgetParts } from "./budget-parts.ts";

type BudgetBarProps = {
  readonly amounts: BudgetAmounts & { readonly remainingUsd: string };
  readonly label: string;
  readonly className?: string;
};

const tones = { good: "bg-accent", warn: "bg-warn", bad: "bg-bad" } as const;

/** Spent, held, left. Held is striped: it is not spent yet and may come back. The amounts stand on hover. */
export function BudgetBar({ amounts, label, className }: BudgetBarProps) {
  const { spent, held, tone } = budgetParts(amounts);
  return (
    <div
      role="img"
      aria-label={`${label}: ${wordsOf(amounts).replaceAll("\n", ", ").toLowerCase()}`}
      data-hint={wordsOf(amounts)}
      className={classNames("flex h-1.5 w-full overflow-hidden rounded-full bg-ink/10", className)}
    >
      <span className={tones[tone]} style={{ width: `${spent * 100}%`, minWidth: spent > 0 ? 2 : 0 }} />
      <span
        className={classNames("bg-stripes", held === 0 && "hidden")}
        style={{ width: `${held * 100}%`, minWidth: held > 0 ? 2 : 0 }}
      />
    </div>
  );
}

function wordsOf({ spentUsd, heldUsd, unconfirmedUsd, remainingUsd }: BudgetBarProps["amounts"]): string {
  const parts = [`Spent ${formatMoneyExact(spentUsd)}`];
  if (Number(heldUsd) !== 0) parts.push(`Held by requests in flight ${formatMoneyExact(heldUsd)}`);
  if (Number(unconfirmedUsd) !== 0) parts.push(`Not confirmed ${formatMoneyExact(unconfirmedUsd)}`);
  return [...parts, `Left ${formatMoneyExact(remainingUsd)}`].join("\n");
}
