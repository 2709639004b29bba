import { Page, PageHeader } from "../ui/page-header.tsx";
import { Panel } from "../ui/panel.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const rows = Array.from({ length: 16 }, (_, index) => index);

/** The log's frame with rows of the right height. */
export function LogsSkeleton() {
  return (
    <Page layout="fill">
      <PageHeader title="Logs" actions={<Skeleton className="h-8 w-80 max-w-full rounded-md" />} />
      <div className="flex min-h-0 flex-col gap-3">
        <Skeleton className="h-8 w-64 rounded-md" />
        <Panel className="overflow-hidden max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
          {rows.map((row) => (
            <div key={row} className="flex h-15 items-center gap-6 border-b px-4 last:border-0 md:h-(--row)">
              <Skeleton className="w-28" />
              <Skeleton className="w-16" />
              <Skeleton className="flex-1" />
              <Skeleton className="w-20 max-md:hidden" />
              <Skeleton className="w-14" />
            </div>
          ))}
        </Panel>
      </div>
    </Page>
  );
}
