import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { preferencesCookie } from "#components/preferences/preferences.ts";
import { PreferencesProvider } from "#components/preferences/preferences-provider.tsx";
import { readPreferences } from "#components/preferences/read-preferences.ts";
import { productName } from "#components/shell/brand.tsx";
import { HintLayer } from "#components/ui/hint-layer.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: productName, template: `%s · ${productName}` },
  description: "Where a team runs its AI traffic.",
  icons: { icon: "/icon.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfcfd" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1114" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const preferences = readPreferences((await cookies()).get(preferencesCookie)?.value);
  const nonce = (await headers()).get("x-nonce");
  return (
    // The theme's class is set by a script before the first paint, which React must not take for a mistake.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce === null ? {} : { nonce })}>
          <PreferencesProvider initial={preferences} renderedAt={Date.now()}>
            {children}
          </PreferencesProvider>
          <Toaster />
          <HintLayer />
        </ThemeProvider>
      </body>
    </html>
  );
}
