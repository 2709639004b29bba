"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { changeQuery, type QueryChange } from "./url-query.ts";
import type { ChangeHow } from "./use-url-query.ts";

/**
 * Like `useUrlQuery`, for what the browser can show by itself (an open drawer, a filter over rows that are all here):
 * the address changes, and the server is not asked.
 */
export function useShallowQuery() {
  const query = useSearchParams();
  const { refresh, isRefreshing } = useRefresh();

  const change = useCallback(
    (changes: QueryChange, { history }: ChangeHow = { history: "push" }) => {
      // From the address as it is now: two changes may come before the next drawing.
      const address = changeQuery(new URLSearchParams(window.location.search), changes);
      const url = address === "?" ? window.location.pathname : address;
      if (history === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
      // Next 16.4 drops the refresh that is on its way and then waits for it for ever: the page would stand still.
      if (isRefreshing()) refresh();
    },
    [refresh, isRefreshing],
  );

  return { query, change };
}
