import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type ListSkeletonProps = {
  readonly title: string;
  /** Of one row, in px. */
  readonly rowPx: number;
  readonly toolbar?: "yes" | "no";
};

const rows = [64, 40, 52, 70, 46, 58, 36, 62] as const;

/** Holds the place of a list on its way: the title at once, rows of the right height below. */
export function ListSkeleton({ title, rowPx, toolbar = "no" }: ListSkeletonProps) {
  return (
    <Page>
      <PageHeader title={title} actions={<Skeleton className="h-8 w-28" />} />
      <div className="flex flex-col gap-3" aria-busy="true">
        {toolbar === "yes" ? <Skeleton className="h-8 w-64" /> : null}
        <div className="rounded-md border bg-surface max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
          <div className="h-9 border-b" />
          {rows.map((width) => (
            <div key={width} className="flex items-center border-b px-4 last:border-0" style={{ height: rowPx }}>
              <Skeleton style={{ width: `${width / 2}%` }} />
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}
