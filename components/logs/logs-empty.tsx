"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** Nothing to list, and what to do about it. */
export function LogsEmpty({ isFiltered }: { readonly isFiltered: boolean }) {
  const router = useRouter();
  if (isFiltered) {
    return (
      <EmptyState
        title="No request matches"
        action={<Button onClick={() => router.push("/logs")}>Remove all filters</Button>}
      >
        Choose a longer time, or take a filter off.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No requests yet"
      action={
        <Button asChild variant="primary">
          <Link href="/keys">Create key</Link>
        </Button>
      }
    >
      Create a key and point any OpenAI client at this gateway. Requests appear here as they happen.
    </EmptyState>
  );
}
