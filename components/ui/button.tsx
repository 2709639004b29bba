import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border",
    "font-medium text-sm transition-colors duration-140",
    "disabled:cursor-default disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]",
  ],
  {
    variants: {
      variant: {
        /** One a view. */
        primary: "border-transparent bg-accent text-accent-ink enabled:hover:bg-accent/88",
        secondary: "border-line-strong bg-surface text-ink hover:bg-ink/4 active:bg-ink/7",
        ghost: "border-transparent text-muted hover:bg-ink/5 hover:text-ink active:bg-ink/8",
        danger: "border-bad/40 bg-surface text-bad hover:bg-bad/8 active:bg-bad/12",
        link: "h-auto border-transparent px-0 text-accent underline-offset-4 hover:underline",
      },
      size: {
        small: "h-7 px-2.5",
        medium: "h-8 px-3 max-md:h-9",
        large: "h-9 px-4",
        icon: "size-8 max-md:size-9",
        "icon-small": "size-7",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    readonly asChild?: boolean;
    /** Work is under way: the width stays, the focus stays, and a second press does nothing. */
    readonly pending?: boolean;
  };

export function Button({ className, variant, size, asChild, pending = false, children, ...props }: ButtonProps) {
  const classes = classNames(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  const busy = pending ? { "aria-busy": true, "aria-disabled": true, onClick: swallow } : {};
  return (
    <button type="button" className={classes} {...props} {...busy}>
      {pending ? <PendingLabel>{children}</PendingLabel> : children}
    </button>
  );
}

function PendingLabel({ children }: Pick<ButtonProps, "children">) {
  return (
    <>
      <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
      <span className="absolute inset-0 grid place-items-center">
        <Spinner />
      </span>
    </>
  );
}

/** Disabling the button would throw the keyboard's focus away; so the press is taken and ignored. */
function swallow(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}
