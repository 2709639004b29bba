import type { ReactNode } from "react";

type LogsLayoutProps = {
  readonly children: ReactNode;
  /** One request over the list it was opened from. */
  readonly drawer: ReactNode;
};

export default function LogsLayout({ children, drawer }: LogsLayoutProps) {
  return (
    <>
      {children}
      {drawer}
    </>
  );
}
