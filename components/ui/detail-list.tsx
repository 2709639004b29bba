import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** The properties of one object: names left, values right, one line each. */
export function DetailList({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <dl className={classNames("divide-y text-sm", className)}>{children}</dl>;
}

export function Detail({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)] items-baseline gap-4 py-2">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
