import type { ReactNode } from "react";
import { LogDrawer } from "#components/logs/log-drawer.tsx";

export default function LogDrawerLayout({ children }: { readonly children: ReactNode }) {
  return <LogDrawer>{children}</LogDrawer>;
}
