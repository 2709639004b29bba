import {
  BoxesIcon,
  GaugeIcon,
  KeyRoundIcon,
  type LucideIcon,
  PlugIcon,
  ScrollTextIcon,
  SettingsIcon,
  SplitIcon,
  WalletIcon,
} from "lucide-react";

export type NavigationEntry = {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Goes there after `g`. Unique over all groups. */
  readonly key: string;
};

export type NavigationGroup = { readonly label: string; readonly entries: readonly NavigationEntry[] };

/** Every page of the dashboard, one line each: the sidebar, the palette and the shortcuts are drawn from it. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: "Use",
    entries: [
      { label: "Overview", href: "/overview", icon: GaugeIcon, key: "o" },
      { label: "Models", href: "/models", icon: BoxesIcon, key: "m" },
    ],
  },
  {
    label: "Route",
    entries: [
      { label: "Routers", href: "/routers", icon: SplitIcon, key: "r" },
      { label: "Providers", href: "/providers", icon: PlugIcon, key: "p" },
      { label: "Keys", href: "/keys", icon: KeyRoundIcon, key: "k" },
      { label: "Budgets", href: "/budgets", icon: WalletIcon, key: "b" },
    ],
  },
  {
    label: "Watch",
    entries: [
      { label: "Logs", href: "/logs", icon: ScrollTextIcon, key: "l" },
      { label: "Settings", href: "/settings", icon: SettingsIcon, key: "s" },
    ],
  },
];

/** Whether the entry is the page being looked at, or an object below it. */
export function isCurrent(entry: NavigationEntry, pathname: string): boolean {
  return pathname === entry.href || pathname.startsWith(`${entry.href}/`);
}
