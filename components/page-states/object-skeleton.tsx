import { Page } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const lines = [44, 62, 38, 56, 48, 70] as const;

/** Holds the place of one object's page on its way. */
export function ObjectSkeleton() {
  return (
    <Page>
      <div className="flex flex-col gap-2" aria-busy="true">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-7 w-60" />
      </div>
      <Skeleton className="h-20 rounded-md" />
      <div className="rounded-md border bg-surface px-4 py-2">
        {lines.map((width) => (
          <div key={width} className="flex h-9 items-center">
            <Skeleton style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </Page>
  );
}
