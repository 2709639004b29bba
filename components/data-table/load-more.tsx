"use client";

import { Button } from "#components/ui/button.tsx";

export type MoreRows =
  | { readonly kind: "none" }
  | { readonly kind: "ready" | "loading"; readonly load: () => void }
  | { readonly kind: "failed"; readonly message: string; readonly load: () => void };

/** The way to the rows that were not loaded yet. A button, so that the keyboard can get past the list. */
export function LoadMore({ more }: { readonly more: MoreRows }) {
  if (more.kind === "none") return null;
  return (
    <div className="sticky left-0 flex items-center justify-center gap-3 border-t px-4 py-2 text-sm">
      {more.kind === "failed" ? (
        <p role="alert" className="min-w-0 break-words text-bad">
          {more.message}
        </p>
      ) : null}
      <Button variant="ghost" size="small" pending={more.kind === "loading"} onClick={more.load}>
        {more.kind === "failed" ? "Try again" : "Load more"}
      </Button>
    </div>
  );
}
