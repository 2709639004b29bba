"use client";

import { useRouter } from "next/navigation";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";

/** The log could not be read as it was asked for: too much at once, or a filter that says nothing. */
export function LogsFailed({ message }: { readonly message: string }) {
  const router = useRouter();
  const { refresh } = useRefresh();
  return (
    <Panel>
      <ErrorState title="The log could not be read" message={message} onRetry={() => refresh()} className="pb-3" />
      <div className="flex justify-center pb-16">
        <Button variant="link" onClick={() => router.push("/logs")}>
          Remove all filters
        </Button>
      </div>
    </Panel>
  );
}
