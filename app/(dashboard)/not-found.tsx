import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** An object that was deleted, never existed or belongs to another organization: which of them, nobody is told. */
export default function NotFound() {
  return (
    <Page>
      <Panel>
        <EmptyState
          title="There is nothing here"
          action={
            <Button asChild>
              <Link href="/overview">Go to the overview</Link>
            </Button>
          }
        >
          It may have been deleted, or it belongs to another of your organizations.
        </EmptyState>
      </Panel>
    </Page>
  );
}
