"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useTransition } from "react";

type Refresh = {
  /** Draws the page anew from the server, without losing what is open or typed. */
  readonly refresh: () => void;
  /** Whether one is on its way. */
  readonly isRefreshing: () => boolean;
};

const RefreshContext = createContext<Refresh>({ refresh: () => undefined, isRefreshing: () => false });

/** The one place that asks the server for the page again, so that others can know when it is doing so. */
export function RefreshProvider({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const running = useRef(false);

  useEffect(() => {
    if (!pending) running.current = false;
  }, [pending]);

  const value = useMemo(
    () => ({
      refresh: () => {
        running.current = true;
        startTransition(() => router.refresh());
      },
      isRefreshing: () => running.current,
    }),
    [router],
  );
  return <RefreshContext value={value}>{children}</RefreshContext>;
}

export function useRefresh(): Refresh {
  return use(RefreshContext);
}
