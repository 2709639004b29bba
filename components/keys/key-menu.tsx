"use client";

import { EllipsisIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDelete } from "#components/ui/confirm-delete.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import { LazyRotateKey } from "./lazy-forms.tsx";
import { useKeyActions } from "./use-key-actions.ts";

type KeyMenuProps = {
  readonly value: KeyView;
  /** Where to go once it is deleted; absent: the list stays where it is. */
  readonly leaveTo?: string;
};

/** All that can be done to one key. */
export function KeyMenu({ value, leaveTo }: KeyMenuProps) {
  const { id, name, enabled } = value;
  const router = useRouter();
  const { refresh } = useRefresh();
  const { toggle, remove } = useKeyActions(value);
  const [asking, setAsking] = useState<"rotate" | "delete">();

  async function removeAndLeave() {
    await remove();
    if (leaveTo !== undefined) router.push(leaveTo);
    refresh();
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-small" aria-label={`Actions for ${name}`}>
            <EllipsisIcon aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => router.push(`/keys/${id}?edit=key`)}>Edit</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking("rotate")}>Rotate</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => router.push(`/logs?keyId=${id}`)}>Show its requests</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => void toggle(!enabled)}>{enabled ? "Disable" : "Enable"}</DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={() => setAsking("delete")}>
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <LazyRotateKey value={value} open={asking === "rotate"} onClose={() => setAsking(undefined)} />
      <ConfirmDelete
        open={asking === "delete"}
        onOpenChange={(open) => setAsking(open ? "delete" : undefined)}
        noun="key"
        name={name}
        onConfirm={removeAndLeave}
      >
        Every client that uses it is refused at once, and its budget goes with it. Its log stays. To stop it for a
        while, disable it instead.
      </ConfirmDelete>
    </>
  );
}
