import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** The figures of a page in one row, parted by lines; two beside each other on phones. */
export function FigureRow({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <dl
      className={classNames(
        // The lines are the gaps: whatever the number of columns, there is never one too many.
        "grid grid-cols-[repeat(auto-fit,minmax(min(100%/2-1px,11rem),1fr))] gap-px overflow-hidden rounded-md border bg-line",
        className,
      )}
    >
      {children}
    </dl>
  );
}

type FigureProps = {
  readonly label: string;
  readonly value: ReactNode;
  /** A change or one short remark. */
  readonly note?: ReactNode;
  readonly trend?: ReactNode;
};

export function Figure({ label, value, note, trend }: FigureProps) {
  return (
    <div className="@container flex min-w-0 flex-col gap-1 bg-surface px-4 py-3">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="flex items-end justify-between gap-3">
        <span className="whitespace-nowrap font-medium text-xl">{value}</span>
        {/* The number comes first: where there is no room for both, the line goes. */}
        {trend === undefined ? null : (
          <span className="flex min-w-0 flex-1 justify-end @max-[9rem]:hidden">{trend}</span>
        )}
      </dd>
      {note === undefined ? null : <dd className="min-h-4 text-muted text-xs leading-4">{note}</dd>}
    </div>
  );
}
