import { Page, PageHeader } from "../ui/page-header.tsx";
import { Panel } from "../ui/panel.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
const three = [1, 2, 3];

/** The overview's frame, each part at the height it will have. */
export function OverviewSkeleton() {
  return (
    <Page>
      <PageHeader title="Overview" actions={<Skeleton className="h-8 w-64 rounded-md" />} />
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-line lg:grid-cols-4">
        {eight.map((figure) => (
          <div key={figure} className="flex h-23 flex-col justify-between bg-surface px-4 py-3.5">
            <Skeleton className="w-24" />
            <Skeleton className="h-5 w-20" />
            <Skeleton className="w-16" />
          </div>
        ))}
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-8 w-36 rounded-md" />
        <Panel className="h-84" />
      </div>
      <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
        {three.map((panel) => (
          <Panel key={panel} className="h-56" />
        ))}
      </div>
    </Page>
  );
}
