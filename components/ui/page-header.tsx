import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "./breadcrumb.tsx";
import { classNames } from "./class-names.ts";

type PageHeaderProps = {
  readonly title: ReactNode;
  /** Only where the title leaves a question open. */
  readonly description?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** The page's one primary action; quieter ones before it. */
  readonly actions?: ReactNode;
};

export function PageHeader({ title, description, crumbs = [], actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-1">
      {crumbs.length === 0 ? null : <Breadcrumb crumbs={crumbs} />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 break-words font-semibold text-2xl">{title}</h1>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description === undefined ? null : <p className="max-w-160 text-pretty text-muted">{description}</p>}
    </header>
  );
}

type PageProps = {
  readonly children: ReactNode;
  /** `fill`: a page of one long list, as high as the window; the list scrolls and the header stays. */
  readonly layout?: "flow" | "fill";
};

/** Every page's frame: one width, one rhythm. */
export function Page({ children, layout = "flow" }: PageProps) {
  return (
    <div
      data-layout={layout}
      className={classNames(
        "group/page mx-auto flex w-full min-w-0 max-w-page flex-col gap-5 px-4 py-5 md:px-8 md:py-7",
        layout === "fill" && "md:h-dvh md:pb-5",
      )}
    >
      {children}
    </div>
  );
}
