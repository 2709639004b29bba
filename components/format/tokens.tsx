import { formatCount, formatTokens } from "./format-number.ts";
import { Unknown } from "./unknown.tsx";

type TokensProps = { readonly count: number | null; readonly absent?: string; readonly className?: string };

/** `12.4k`, every digit on hover. */
export function Tokens({ count, absent = "The provider reported no usage", className }: TokensProps) {
  if (count === null) return <Unknown reason={absent} />;
  const text = formatTokens(count);
  const exact = formatCount(count);
  return (
    <data value={count} data-hint={exact === text ? undefined : exact} className={className}>
      {text}
    </data>
  );
}
