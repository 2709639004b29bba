import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";

export default function LogNotFound() {
  return (
    <Page>
      <PageHeader crumbs={[{ label: "Logs", href: "/logs" }]} title="Request" />
      <Panel>
        <EmptyState
          title="There is no such request"
          action={
            <Button asChild>
              <Link href="/logs">Back to the log</Link>
            </Button>
          }
        >
          It may be older than the log is kept, or belong to another organization.
        </EmptyState>
      </Panel>
    </Page>
  );
}
