"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";

/** What lies over the page; one at a time. */
export type Overlay = "navigation" | "palette" | "shortcuts";

type ShellState = { readonly overlay: Overlay | undefined; readonly show: (overlay: Overlay | undefined) => void };

const ShellContext = createContext<ShellState>({ overlay: undefined, show: () => undefined });

export function ShellStateProvider({ children }: { readonly children: ReactNode }) {
  const [overlay, show] = useState<Overlay>();
  const state = useMemo(() => ({ overlay, show }), [overlay]);
  return <ShellContext value={state}>{children}</ShellContext>;
}

export function useShell(): ShellState {
  return use(ShellContext);
}
