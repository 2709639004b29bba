import { LogDetailSkeleton } from "#components/logs/log-detail-skeleton.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";

export default function LogLoading() {
  return (
    <Page>
      <PageHeader crumbs={[{ label: "Logs", href: "/logs" }]} title="Request" />
      <LogDetailSkeleton />
    </Page>
  );
}
