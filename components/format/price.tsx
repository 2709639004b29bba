import { formatPrice } from "./format-money.ts";
import { Unknown } from "./unknown.tsx";

type PriceProps = { readonly usdPerMillion: string | null; readonly className?: string };

/** A price per million tokens, never rounded. */
export function Price({ usdPerMillion, className }: PriceProps) {
  if (usdPerMillion === null) return <Unknown reason="No price is known" />;
  return (
    <data value={usdPerMillion} className={className}>
      {formatPrice(usdPerMillion)}
    </data>
  );
}
