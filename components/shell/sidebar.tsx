"use client";

import { PanelLeftIcon } from "lucide-react";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { HealthLine } from "./health-line.tsx";
import { NavigationLinks } from "./navigation-links.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { SearchButton } from "./search-button.tsx";
import type { ShellSession } from "./session.ts";
import { UserMenu } from "./user-menu.tsx";

/** The navigation beside every page from 768 px on. Whether it is collapsed is remembered. */
export function Sidebar({ session }: { readonly session: ShellSession }) {
  const { sidebar, update } = usePreferences();
  const collapsed = sidebar === "collapsed";
  return (
    <aside
      className={classNames(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r md:flex",
        collapsed ? "w-14" : "w-58",
      )}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-2.5">
        <div className="flex items-center">
          <OrganizationSwitcher organization={session.organization} organizations={session.organizations} />
        </div>
        <SearchButton form={sidebar} />
        <NavigationLinks form={sidebar} />
      </div>
      <div className="flex flex-col gap-1 border-t p-2.5">
        <UserMenu user={session.user} />
        <div className={classNames("flex items-center justify-between", collapsed && "flex-col")}>
          <HealthLine />
          <Button
            variant="ghost"
            size="icon-small"
            aria-label={collapsed ? "Open the sidebar" : "Collapse the sidebar"}
            data-hint={collapsed ? "Open the sidebar" : "Collapse the sidebar"}
            data-hint-side="right"
            aria-expanded={!collapsed}
            onClick={() => update({ sidebar: collapsed ? "open" : "collapsed" })}
          >
            <PanelLeftIcon aria-hidden="true" />
          </Button>
        </div>
      </div>
    </aside>
  );
}
