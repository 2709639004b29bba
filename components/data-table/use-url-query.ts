"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useTransition } from "react";
import { changeQuery, type QueryChange } from "./url-query.ts";

export type ChangeHow = {
  /** A step the reader may want to take back with the browser's button, or only the next letter of a search. */
  readonly history: "push" | "replace";
};

/** Filters and order live in the address: they survive a reload, a bookmark and a colleague. */
export function useUrlQuery() {
  const router = useRouter();
  const query = useSearchParams();
  const [pending, startTransition] = useTransition();

  const change = useCallback(
    (changes: QueryChange, { history }: ChangeHow = { history: "push" }) => {
      const address = changeQuery(new URLSearchParams(query), changes);
      startTransition(() => router[history](address, { scroll: false }));
    },
    [router, query],
  );

  return { query, change, pending };
}
