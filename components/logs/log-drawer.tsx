"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "../ui/sheet.tsx";

/**
 * The frame for one request over the list it was opened from. It stays while its content is on its way. Closing it is
 * the browser's way back, which finds the list as it was.
 */
export function LogDrawer({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : router.back())}>
      <SheetContent side="right">{children}</SheetContent>
    </Sheet>
  );
}

type LogDrawerContentProps = {
  readonly title: string;
  readonly status: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function LogDrawerContent({ title, status, actions, children }: LogDrawerContentProps) {
  return (
    <>
      <SheetHeader>
        <SheetTitle className="code">{title}</SheetTitle>
        <SheetDescription asChild>
          <div>{status}</div>
        </SheetDescription>
      </SheetHeader>
      <SheetBody>{children}</SheetBody>
      {actions === undefined ? null : <SheetFooter>{actions}</SheetFooter>}
    </>
  );
}
