"use client";

import { XIcon } from "lucide-react";
import { Dialog as DialogPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { useReturnFocus } from "./return-focus.ts";

export const Dialog = DialogPrimitive.Root;
export const DialogTrigger = DialogPrimitive.Trigger;
export const DialogClose = DialogPrimitive.Close;

/** A short task over the page. On phones it sits at the bottom, where the thumb is. */
export function DialogContent({ className, children, ...props }: ComponentProps<typeof DialogPrimitive.Content>) {
  const returnFocus = useReturnFocus(props);
  return (
    <DialogPrimitive.Portal>
      <DialogOverlay />
      <DialogPrimitive.Content
        className={classNames(
          "fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[calc(100%-2rem)] max-w-120 -translate-x-1/2 flex-col",
          "rounded-md border border-line-strong bg-raised text-ink shadow-float outline-none",
          "data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
          "max-md:top-auto max-md:bottom-3 max-md:max-h-[88dvh] max-md:w-[calc(100%-1.5rem)]",
          className,
        )}
        {...props}
        {...returnFocus}
      >
        {children}
        <CloseButton />
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}

export function DialogOverlay({ className, ...props }: ComponentProps<typeof DialogPrimitive.Overlay>) {
  return (
    <DialogPrimitive.Overlay
      className={classNames(
        "scrim fixed inset-0 z-50 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
        className,
      )}
      {...props}
    />
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("flex flex-col gap-1 py-4 pr-12 pl-5", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof DialogPrimitive.Title>) {
  return <DialogPrimitive.Title className={classNames("font-semibold text-lg", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof DialogPrimitive.Description>) {
  return <DialogPrimitive.Description className={classNames("text-muted text-sm", className)} {...props} />;
}

/** The part that scrolls when the screen is small; header and footer stay. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={classNames("flex justify-end gap-2 border-t px-5 py-3 max-md:[&>*]:flex-1", className)}
      {...props}
    />
  );
}

export function CloseButton() {
  return (
    <DialogPrimitive.Close
      aria-label="Close"
      className="absolute top-3 right-3 grid size-7 place-items-center rounded-md text-muted transition-colors duration-140 hover:bg-ink/5 hover:text-ink"
    >
      <XIcon className="size-4 stroke-[1.75]" />
    </DialogPrimitive.Close>
  );
}
