import Link from "next/link";
import { Count } from "#components/format/count.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { RouterView } from "#lib/management/routers/router-view.ts";
import { RouterMenu } from "./router-menu.tsx";
import { strategyWords } from "./strategy-words.ts";

type RouterTableProps = {
  readonly routers: readonly RouterView[];
  readonly keyCounts: Readonly<Record<string, number>>;
  readonly defaultRouterId: string | null;
  readonly canEdit: boolean;
};

const columns = [
  { label: "Router", className: "" },
  { label: "Strategy", className: "w-40 max-md:hidden" },
  { label: "Rules", className: "w-24 text-right max-md:hidden" },
  { label: "Keys", className: "w-24 text-right max-md:hidden" },
] as const;

/** Every router, the newest on top. */
export function RouterTable({ routers, keyCounts, defaultRouterId, canEdit }: RouterTableProps) {
  return (
    <div className="rounded-md border bg-surface max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
      <table className="w-full table-fixed text-sm">
        <caption className="sr-only">Routers, the newest first</caption>
        <thead className="text-left text-muted text-xs">
          <tr className="border-b">
            {columns.map(({ label, className }) => (
              <th key={label} scope="col" className={classNames("h-9 px-3 font-medium first:pl-4", className)}>
                {label}
              </th>
            ))}
            {canEdit ? (
              <th scope="col" className="w-12">
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {routers.map((router) => (
            <RouterRow
              key={router.id}
              router={router}
              keyCount={keyCounts[router.id] ?? 0}
              defaultRouterId={defaultRouterId}
              canEdit={canEdit}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RouterRowProps = Pick<RouterTableProps, "defaultRouterId" | "canEdit"> & {
  readonly router: RouterView;
  readonly keyCount: number;
};

function RouterRow({ router, keyCount, defaultRouterId, canEdit }: RouterRowProps) {
  const { id, name, slug, ruleCount } = router;
  const strategy = strategyWords[router.strategy];
  return (
    <tr className="border-b last:border-b-0">
      <td className="h-13 py-1.5 pr-3 pl-4 max-md:h-15">
        <span className="flex min-w-0 items-center gap-2">
          <Link href={`/routers/${id}`} className="truncate font-medium hover:underline">
            {name}
          </Link>
          {defaultRouterId === id ? (
            <Badge data-hint="Used by keys without a router of their own">Default</Badge>
          ) : null}
        </span>
        <span className="code block truncate text-muted text-xs max-md:hidden">{slug}</span>
        <span className="block truncate text-muted text-xs md:hidden">
          {strategy.title} · {ruleCount === 1 ? "1 rule" : `${ruleCount} rules`} ·{" "}
          {keyCount === 1 ? "1 key" : `${keyCount} keys`}
        </span>
      </td>
      <td className="truncate px-3 max-md:hidden">
        <span data-hint={strategy.help}>{strategy.title}</span>
      </td>
      <td className="px-3 text-right tabular-nums max-md:hidden">
        <Count value={ruleCount} />
      </td>
      <td className="px-3 text-right tabular-nums max-md:hidden">
        <Count value={keyCount} />
      </td>
      {canEdit ? (
        <td className="pr-2 text-right">
          <RouterMenu routed={router} defaultRouterId={defaultRouterId} />
        </td>
      ) : null}
    </tr>
  );
}
