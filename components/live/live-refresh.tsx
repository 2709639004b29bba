"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LiveStatus } from "./live-status.tsx";
import { useLive } from "./use-live.ts";

/** Draws the page anew when there are new requests, and only then. */
export function LiveRefresh({ version }: { readonly version: string }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const state = useLive({ version, onNews: () => startTransition(() => router.refresh()) });
  return <LiveStatus state={state} />;
}
