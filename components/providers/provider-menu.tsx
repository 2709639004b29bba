"use client";

import { EllipsisIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiRequest } from "#components/api-client.ts";
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
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { LazyRotateProviderKey } from "./lazy-forms.tsx";
import { useProviderActions } from "./use-provider-actions.ts";

type ProviderMenuProps = {
  readonly provider: ProviderView;
  readonly canSync: boolean;
  /** Where to go once it is deleted; absent: the list stays where it is. */
  readonly leaveTo?: string;
};

/** All that can be done to one provider. */
export function ProviderMenu({ provider, canSync, leaveTo }: ProviderMenuProps) {
  const { id, name, enabled } = provider;
  const router = useRouter();
  const { refresh } = useRefresh();
  const { test, sync, toggle } = useProviderActions(provider);
  const [asking, setAsking] = useState<"rotate" | "delete">();

  async function remove() {
    await apiRequest("DELETE", `/providers/${id}`);
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
          <DropdownMenuItem onSelect={() => void test()}>Test</DropdownMenuItem>
          {canSync ? <DropdownMenuItem onSelect={() => void sync()}>Sync models</DropdownMenuItem> : null}
          <DropdownMenuItem onSelect={() => router.push(`/providers/${id}?edit=provider`)}>Edit</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking("rotate")}>Rotate key</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => void toggle(!enabled)}>{enabled ? "Disable" : "Enable"}</DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={() => setAsking("delete")}>
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <LazyRotateProviderKey provider={provider} open={asking === "rotate"} onClose={() => setAsking(undefined)} />
      <ConfirmDelete
        open={asking === "delete"}
        onOpenChange={(open) => setAsking(open ? "delete" : undefined)}
        noun="provider"
        name={name}
        onConfirm={remove}
      >
        Its keys and its synced models are deleted with it. Requests in flight finish; new ones go elsewhere. Its log
        stays.
      </ConfirmDelete>
    </>
  );
}
