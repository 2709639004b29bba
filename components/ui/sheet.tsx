"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { CloseButton, DialogOverlay } from "./dialog.tsx";
import { useReturnFocus } from "./return-focus.ts";

export const Sheet = DialogPrimitive.Root;
export const SheetTrigger = DialogPrimitive.Trigger;
export const SheetClose = DialogPrimitive.Close;

const sheetVariants = cva(
  "fixed inset-y-0 z-50 flex flex-col border-line-strong bg-raised text-ink shadow-float outline-none",
  {
    variants: {
      side: {
        right:
          "right-0 w-full border-l md:w-[min(640px,92vw)] data-[state=closed]:animate-slide-out-right data-[state=open]:animate-slide-in-right",
        left: "left-0 w-72 max-w-[86vw] border-r data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left",
      },
    },
    defaultVariants: { side: "right" },
  },
);

type SheetContentProps = ComponentProps<typeof DialogPrimitive.Content> & VariantProps<typeof sheetVariants>;

/** The drawer for one object of a list, and the navigation on phones. */
export function SheetContent({ className, side, children, ...props }: SheetContentProps) {
  const returnFocus = useReturnFocus(props);
  return (
    <DialogPrimitive.Portal>
      <DialogOverlay />
      <DialogPrimitive.Content className={classNames(sheetVariants({ side }), className)} {...props} {...returnFocus}>
        {children}
        <CloseButton />
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

export function SheetHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("flex flex-col gap-1 border-b py-3 pr-12 pl-5", className)} {...props} />;
}

export function SheetTitle({ className, ...props }: ComponentProps<typeof DialogPrimitive.Title>) {
  return <DialogPrimitive.Title className={classNames("truncate font-semibold text-lg", className)} {...props} />;
}

export function SheetDescription({ className, ...props }: ComponentProps<typeof DialogPrimitive.Description>) {
  return <DialogPrimitive.Description className={classNames("text-muted text-sm", className)} {...props} />;
}

export function SheetBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("min-h-0 flex-1 overflow-y-auto px-5 py-4", className)} {...props} />;
}

export function SheetFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("flex justify-end gap-2 border-t px-5 py-3", className)} {...props} />;
}
