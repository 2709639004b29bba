import { formatCount } from "./format-number.ts";
import { Unknown } from "./unknown.tsx";

type CountProps = { readonly value: number | null; readonly absent?: string; readonly className?: string };

/** A number of things, to the last one. */
export function Count({ value, absent = "Not counted", className }: CountProps) {
  if (value === null) return <Unknown reason={absent} />;
  return (
    <data value={value} className={className}>
      {formatCount(value)}
    </data>
  );
}
