"use client";

import { Sheet, SheetContent, SheetTitle } from "#components/ui/sheet.tsx";
import { HealthLine } from "./health-line.tsx";
import { NavigationLinks } from "./navigation-links.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import type { ShellSession } from "./session.ts";
import { useShell } from "./shell-state.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The sidebar of phones. Following a link closes it. */
export function NavigationSheet({ session }: { readonly session: ShellSession }) {
  const { overlay, show } = useShell();
  return (
    <Sheet open={overlay === "navigation"} onOpenChange={(open) => show(open ? "navigation" : undefined)}>
      <SheetContent side="left" aria-describedby={undefined}>
        <SheetTitle className="sr-only">Navigation</SheetTitle>
        <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-2.5">
          <div className="flex items-center pr-10">
            <OrganizationSwitcher organization={session.organization} organizations={session.organizations} />
          </div>
          <NavigationLinks form="open" onFollow={() => show(undefined)} />
        </div>
        <div className="flex flex-col gap-1 border-t p-2.5">
          <UserMenu user={session.user} />
          <HealthLine />
        </div>
      </SheetContent>
    </Sheet>
  );
}
