import { formatMoney, formatMoneyExact } from "./format-money.ts";
import { Unknown } from "./unknown.tsx";

type MoneyProps = {
  /** The exact decimal string of the API; null when nobody knows the price. */
  readonly usd: string | null;
  readonly absent?: string;
  readonly className?: string;
};

/** An amount with as many places as matter; the exact one on hover where they differ. */
export function Money({ usd, absent = "No price is known for this model", className }: MoneyProps) {
  if (usd === null) return <Unknown reason={absent} />;
  const text = formatMoney(usd);
  const exact = formatMoneyExact(usd);
  return (
    <data value={usd} data-hint={exact === text ? undefined : exact} className={className}>
      {text}
    </data>
  );
}
