import type { ReactNode } from "react";

export function AuthHeading({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className="flex flex-col gap-1">
      <h1 className="font-semibold text-2xl">{title}</h1>
      {children === undefined ? null : <p className="text-pretty text-muted">{children}</p>}
    </header>
  );
}
