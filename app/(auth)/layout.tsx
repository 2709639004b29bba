import type { ReactNode } from "react";
import { BrandMark, productName } from "#components/shell/brand.tsx";

/** Signing in, setting up, joining: one quiet panel in the middle of the page, a little above it. */
export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto_1.4fr] justify-items-center px-4 py-8">
      <main className="row-start-2 flex w-full max-w-90 flex-col gap-6">
        <p className="flex items-center gap-2 font-medium">
          <BrandMark />
          {productName}
        </p>
        {children}
      </main>
    </div>
  );
}
