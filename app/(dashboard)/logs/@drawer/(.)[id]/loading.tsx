import { LogDetailSkeleton } from "#components/logs/log-detail-skeleton.tsx";
import { LogDrawerContent } from "#components/logs/log-drawer.tsx";

export default function LogDrawerLoading() {
  return (
    <LogDrawerContent title="Request" status="Reading…">
      <LogDetailSkeleton />
    </LogDrawerContent>
  );
}
