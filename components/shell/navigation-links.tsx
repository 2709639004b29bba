"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { isCurrent, type NavigationEntry, navigation } from "./navigation.ts";

type NavigationLinksProps = {
  /** Collapsed, only the icons are left and the names become hints. */
  readonly form: "open" | "collapsed";
  /** Closes the sheet on phones. */
  readonly onFollow?: () => void;
};

export function NavigationLinks({ form, onFollow = () => undefined }: NavigationLinksProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Pages" className="flex flex-col gap-4">
      {navigation.map((group) => (
        <div key={group.label} className="flex flex-col gap-px">
          <p
            className={classNames(
              "flex h-6 items-center px-2 text-2xs text-muted",
              form === "collapsed" && "justify-center px-0",
            )}
          >
            {form === "open" ? group.label : <GroupLine label={group.label} />}
          </p>
          {group.entries.map((entry) => (
            <EntryLink
              key={entry.href}
              entry={entry}
              form={form}
              current={isCurrent(entry, pathname)}
              onFollow={onFollow}
            />
          ))}
        </div>
      ))}
    </nav>
  );
}

type EntryLinkProps = {
  readonly entry: NavigationEntry;
  readonly form: "open" | "collapsed";
  readonly current: boolean;
  readonly onFollow: () => void;
};

function EntryLink({ entry, form, current, onFollow }: EntryLinkProps) {
  const Icon = entry.icon;
  return (
    <Link
      href={entry.href}
      onClick={onFollow}
      aria-current={current ? "page" : undefined}
      data-hint={form === "collapsed" ? entry.label : undefined}
      data-hint-side="right"
      className={classNames(
        "flex h-7.5 items-center gap-2.5 rounded-md px-2 font-medium text-muted text-sm max-md:h-10",
        "transition-colors duration-140 hover:bg-ink/5 hover:text-ink focus-visible:outline-offset-[-2px]",
        "aria-[current=page]:bg-ink/7 aria-[current=page]:text-ink",
        form === "collapsed" && "justify-center px-0",
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 stroke-[1.75]" />
      <span className={form === "collapsed" ? "sr-only" : "truncate"}>{entry.label}</span>
    </Link>
  );
}

function GroupLine({ label }: { readonly label: string }) {
  return (
    <>
      <span className="sr-only">{label}</span>
      <span aria-hidden="true" className="h-px w-4 bg-line-strong" />
    </>
  );
}
