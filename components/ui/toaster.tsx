"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Says what happened, at the bottom, for as long as it takes to read. Raised through `toast` of sonner. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      gap={8}
      offset={16}
      mobileOffset={12}
      duration={5_000}
      containerAriaLabel="Notices"
      icons={{ success: null, error: null, info: null, warning: null }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-md font-sans border border-line-strong bg-raised py-2.5 pr-3 pl-3.5 text-ink text-sm shadow-float md:w-88",
          content: "min-w-0 flex-1",
          title: "font-medium break-words",
          description: "text-muted break-words",
          error: "border-l-2 border-l-bad",
          warning: "border-l-2 border-l-warn",
          actionButton:
            "h-7 shrink-0 rounded-md border border-line-strong px-2.5 font-medium text-sm transition-colors duration-140 hover:bg-ink/5",
        },
      }}
    />
  );
}
