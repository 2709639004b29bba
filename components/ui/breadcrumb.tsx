import Link from "next/link";
import { Fragment } from "react";

export type Crumb = { readonly label: string; readonly href: string };

/** The way up from an object's page. The object itself is the page's title, not a crumb. */
export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-muted text-sm">
      {crumbs.map(({ label, href }) => (
        <Fragment key={href}>
          <Link href={href} className="truncate rounded-sm transition-colors duration-140 hover:text-ink">
            {label}
          </Link>
          <span aria-hidden="true" className="text-faint">
            /
          </span>
        </Fragment>
      ))}
    </nav>
  );
}
