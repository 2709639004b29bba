"use client";

import { CheckIcon } from "lucide-react";
import { DropdownMenu as MenuPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { floatingClasses, optionClasses, optionLabelClasses } from "./floating.ts";

export const DropdownMenuTrigger = MenuPrimitive.Trigger;
export const DropdownMenuGroup = MenuPrimitive.Group;
export const DropdownMenuRadioGroup = MenuPrimitive.RadioGroup;

/** Not modal: a click beside it both closes it and does what it was meant to, and the page keeps its scroll bar. */
export function DropdownMenu(props: ComponentProps<typeof MenuPrimitive.Root>) {
  return <MenuPrimitive.Root modal={false} {...props} />;
}

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof MenuPrimitive.Content>) {
  return (
    <MenuPrimitive.Portal>
      <MenuPrimitive.Content
        sideOffset={4}
        collisionPadding={8}
        className={classNames(
          floatingClasses,
          "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1",
          className,
        )}
        {...props}
      />
    </MenuPrimitive.Portal>
  );
}

type ItemProps = ComponentProps<typeof MenuPrimitive.Item> & { readonly tone?: "plain" | "danger" };

export function DropdownMenuItem({ className, tone = "plain", ...props }: ItemProps) {
  return (
    <MenuPrimitive.Item
      className={classNames(
        optionClasses,
        tone === "danger" && "text-bad data-[highlighted]:bg-bad/8 [&_svg]:text-bad",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuCheckboxItem(props: ComponentProps<typeof MenuPrimitive.CheckboxItem>) {
  const { className, children, ...rest } = props;
  return (
    <MenuPrimitive.CheckboxItem className={classNames(optionClasses, "pl-8", className)} {...rest}>
      <ItemMark />
      {children}
    </MenuPrimitive.CheckboxItem>
  );
}

export function DropdownMenuRadioItem(props: ComponentProps<typeof MenuPrimitive.RadioItem>) {
  const { className, children, ...rest } = props;
  return (
    <MenuPrimitive.RadioItem className={classNames(optionClasses, "pl-8", className)} {...rest}>
      <ItemMark />
      {children}
    </MenuPrimitive.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof MenuPrimitive.Label>) {
  return <MenuPrimitive.Label className={classNames(optionLabelClasses, className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof MenuPrimitive.Separator>) {
  return <MenuPrimitive.Separator className={classNames("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}

export function DropdownMenuShortcut({ className, ...props }: ComponentProps<"span">) {
  return <span className={classNames("ml-auto pl-4 text-2xs text-muted", className)} {...props} />;
}

function ItemMark() {
  return (
    <MenuPrimitive.ItemIndicator className="absolute left-2">
      <CheckIcon className="text-ink!" />
    </MenuPrimitive.ItemIndicator>
  );
}
