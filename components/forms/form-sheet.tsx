"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "#components/ui/sheet.tsx";
import { leaveQuestion } from "./use-leave-guard.ts";

type Guard = { state: "ask" | "free" | "shut" };

const GuardContext = createContext<Guard>({ state: "free" });

type FormSheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children: ReactNode;
};

/** A form in the drawer. What was entered is not lost to a stray click or Esc: leaving it asks. */
export function FormSheet({ open, onClose, title, description, children }: FormSheetProps) {
  const [guard] = useState<Guard>(() => ({ state: "free" }));

  function change(next: boolean) {
    if (next) return;
    if (guard.state === "ask" && !window.confirm(leaveQuestion)) return;
    onClose();
  }

  /** A secret that is shown once does not go away with a click beside it. */
  function hold(event: Event) {
    if (guard.state === "shut") event.preventDefault();
  }

  const described = description === undefined ? { "aria-describedby": undefined } : {};
  return (
    <Sheet open={open} onOpenChange={change}>
      <SheetContent {...described} onInteractOutside={hold} onEscapeKeyDown={hold}>
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          {description === undefined ? null : <SheetDescription>{description}</SheetDescription>}
        </SheetHeader>
        <GuardContext value={guard}>{children}</GuardContext>
      </SheetContent>
    </Sheet>
  );
}

/** Says how the drawer around may be left: after a question, freely, or by its own buttons only. */
export function useSheetGuard(state: Guard["state"]) {
  const guard = use(GuardContext);
  useEffect(() => {
    guard.state = state;
    return () => {
      guard.state = "free";
    };
  }, [guard, state]);
}
