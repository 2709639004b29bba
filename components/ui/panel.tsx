import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A region of a page, drawn by a line. Panels stand beside each other, never inside one another. */
export function Panel({ className, ...props }: ComponentProps<"section">) {
  return <section className={classNames("min-w-0 rounded-md border bg-surface", className)} {...props} />;
}

type PanelHeaderProps = {
  readonly title: string;
  readonly note?: ReactNode;
  /** At most one or two quiet controls: a split, a link to all of it. */
  readonly actions?: ReactNode;
  readonly className?: string;
};

export function PanelHeader({ title, note, actions, className }: PanelHeaderProps) {
  return (
    <header className={classNames("flex min-h-11 items-center justify-between gap-3 px-4 py-2", className)}>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <h2 className="font-medium text-sm">{title}</h2>
        {note === undefined ? null : <p className="text-muted text-xs">{note}</p>}
      </div>
      {actions === undefined ? null : <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </header>
  );
}

export function PanelBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("px-4 pb-4", className)} {...props} />;
}
