import { Skeleton } from "../ui/skeleton.tsx";

const four = [1, 2, 3, 4];

/** One request's figures, timeline and receipt, at the height they will have. */
export function LogDetailSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-line sm:grid-cols-4">
        {four.map((figure) => (
          <div key={figure} className="flex h-18 flex-col justify-between bg-surface px-4 py-3.5">
            <Skeleton className="w-16" />
            <Skeleton className="h-5 w-20" />
          </div>
        ))}
      </div>
      <Skeleton className="h-28 rounded-md" />
      <Skeleton className="h-36 rounded-md" />
    </div>
  );
}
