"use client";

import { ChevronRightIcon } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useFormState } from "react-hook-form";

type DisclosureProps = {
  readonly title: string;
  /** What is inside, in a few words, for those who need not open it. */
  readonly note?: string;
  /** The fields inside: an error on one of them opens it. */
  readonly fields: readonly string[];
  readonly children: ReactNode;
};

/** What most people leave as it is. Its fields keep what was entered while it is closed. */
export function Disclosure({ title, note, fields, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const { errors } = useFormState();
  const isOpen = open || fields.some((field) => errors[field] !== undefined);
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setOpen} className="border-t pt-4">
      <Collapsible.Trigger className="group flex w-full items-center gap-1.5 rounded-sm text-left text-sm">
        <ChevronRightIcon
          aria-hidden="true"
          className="size-4 text-muted transition-transform duration-140 group-data-[state=open]:rotate-90"
        />
        <span className="font-medium">{title}</span>
        {note === undefined ? null : <span className="truncate text-muted">{note}</span>}
      </Collapsible.Trigger>
      <Collapsible.Content className="flex flex-col gap-4 pt-4">{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
