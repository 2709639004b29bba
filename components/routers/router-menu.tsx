"use client";

import { EllipsisIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
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
import { showUndo } from "#components/ui/undo-toast.ts";
import type { RouterView } from "#lib/management/routers/router-view.ts";

type RouterMenuProps = {
  readonly routed: Pick<RouterView, "id" | "name">;
  /** The router that keys without one of their own use now. */
  readonly defaultRouterId: string | null;
  /** Where to go once it is deleted; absent: the list stays where it is. */
  readonly leaveTo?: string;
};

/** All that can be done to one router. */
export function RouterMenu({ routed: { id, name }, defaultRouterId, leaveTo }: RouterMenuProps) {
  const router = useRouter();
  const { refresh } = useRefresh();
  const [asking, setAsking] = useState(false);
  const isDefault = defaultRouterId === id;

  async function remove() {
    await apiRequest("DELETE", `/routers/${id}`);
    if (leaveTo !== undefined) router.push(leaveTo);
    refresh();
  }

  async function setDefault(next: string | null) {
    await apiRequest("PUT", "/settings", { defaultRouterId: next });
    refresh();
  }

  async function toggleDefault() {
    try {
      await setDefault(isDefault ? null : id);
      showUndo(isDefault ? `${name} is not the default any more` : `${name} is the default router`, {
        undo: () => setDefault(defaultRouterId),
        undone: "The default router is as before",
      });
    } catch (error) {
      toast.error("The default router could not be changed", { description: reasonOf(error) });
    }
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
          <DropdownMenuItem onSelect={() => router.push(`/routers/${id}?edit=router`)}>Edit</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void toggleDefault()}>
            {isDefault ? "Stop being the default" : "Make default"}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem tone="danger" onSelect={() => setAsking(true)}>
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDelete open={asking} onOpenChange={setAsking} noun="router" name={name} onConfirm={remove}>
        Its rules and its budget are deleted with it. Keys that use it have to be moved to another router first.
      </ConfirmDelete>
    </>
  );
}
