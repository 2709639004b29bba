import type { ReactNode } from "react";
import { MobileBar } from "./mobile-bar.tsx";
import { Overlays } from "./overlays.tsx";
import type { ShellSession } from "./session.ts";
import { ShellFrame } from "./shell-frame.tsx";
import { ShellStateProvider } from "./shell-state.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Sidebar } from "./sidebar.tsx";

type ShellProps = { readonly session: ShellSession; readonly children: ReactNode };

/** What surrounds every page of the dashboard. */
export function Shell({ session, children }: ShellProps) {
  return (
    <ShellStateProvider>
      <ShellFrame organizationId={session.organization.id}>
        <a
          href="#content"
          className="sr-only z-50 rounded-md bg-raised px-3 py-2 text-sm shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the page
        </a>
        <Sidebar session={session} />
        <MobileBar organization={session.organization} />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </ShellFrame>
      <Shortcuts />
      <Overlays session={session} />
    </ShellStateProvider>
  );
}
