"use client";

import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { LiveStatus } from "./live-status.tsx";
import { useLive } from "./use-live.ts";

/** Draws the page anew when there are new requests, and only then. */
export function LiveRefresh({ version }: { readonly version: string }) {
  const { refresh } = useRefresh();
  const state = useLive({ version, onNews: refresh });
  return <LiveStatus state={state} />;
}
