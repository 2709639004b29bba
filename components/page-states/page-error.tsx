"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Page } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** What Next hands to an `error.tsx`. */
export type PageErrorProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** A page whose server part failed. The reader gets a way to try again, the digest names the entry in the log. */
export function PageError({ error, reset, title }: PageErrorProps & { readonly title: string }) {
  const router = useRouter();

  function retry() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }

  const reference = error.digest === undefined ? "" : ` The server's log has it under ${error.digest}.`;
  return (
    <Page>
      <Panel>
        <ErrorState title={title} message={`The gateway did not answer as it should.${reference}`} onRetry={retry} />
      </Panel>
    </Page>
  );
}
