"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { KeyView } from "#lib/management/keys/key-view.ts";

/** Disabling and deleting a key, each saying what came of it. */
export function useKeyActions({ id, name }: Pick<KeyView, "id" | "name">) {
  const { refresh } = useRefresh();

  async function setEnabled(enabled: boolean) {
    await apiRequest("PUT", `/keys/${id}`, { enabled });
    refresh();
  }

  async function toggle(enabled: boolean) {
    try {
      await setEnabled(enabled);
      showUndo(enabled ? `${name} enabled` : `${name} disabled: its requests are refused`, {
        undo: () => setEnabled(!enabled),
        undone: enabled ? `${name} disabled again` : `${name} enabled again`,
      });
    } catch (error) {
      toast.error(`${name} could not be changed`, { description: reasonOf(error) });
    }
  }

  async function remove() {
    await apiRequest("DELETE", `/keys/${id}`);
    toast(`${name} deleted`);
  }

  return { toggle, remove };
}
