"use client";

import type { ReactNode } from "react";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";

type ShellFrameProps = { readonly organizationId: string; readonly children: ReactNode };

/** The root of every signed-in page. The API client reads the organization from it, tables their density. */
export function ShellFrame({ organizationId, children }: ShellFrameProps) {
  const { sidebar, density } = usePreferences();
  return (
    <div
      data-organization={organizationId}
      data-sidebar={sidebar}
      data-density={density}
      className="group/shell flex min-h-dvh max-md:flex-col"
    >
      {children}
    </div>
  );
}
