"use client";

import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { formatLatency } from "#components/format/format-number.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import type { SyncView } from "#lib/management/providers/sync-provider.ts";
import type { ProbeView } from "#lib/management/providers/test-provider.ts";

type Named = Pick<ProviderView, "id" | "name">;

/** What can be done to a connected provider, each saying what came of it. */
export function useProviderActions({ id, name }: Named) {
  const { refresh } = useRefresh();

  async function test() {
    const notice = toast.loading(`Calling ${name}…`);
    try {
      const {
        ok,
        latencyMs,
        error = "It did not say why.",
      } = await apiRequest<ProbeView>("POST", `/providers/${id}/test`);
      if (ok) toast.success(`${name} answered in ${formatLatency(latencyMs)}`, { id: notice });
      else toast.error(`${name} did not answer as it should`, { id: notice, description: error });
    } catch (error) {
      toast.error(`${name} could not be tested`, { id: notice, description: reasonOf(error) });
    }
  }

  async function sync() {
    const notice = toast.loading(`Reading the models of ${name}…`);
    try {
      const { added, removed, total } = await apiRequest<SyncView>("POST", `/providers/${id}/sync`);
      toast.success(`${name} lists ${total} models`, { id: notice, description: `${added} added, ${removed} removed` });
      refresh();
    } catch (error) {
      toast.error(`The models of ${name} could not be read`, { id: notice, description: reasonOf(error) });
    }
  }

  async function setEnabled(enabled: boolean) {
    await apiRequest("PUT", `/providers/${id}`, { enabled });
    refresh();
  }

  async function toggle(enabled: boolean) {
    try {
      await setEnabled(enabled);
      showUndo(enabled ? `${name} enabled` : `${name} disabled: it gets no more requests`, {
        undo: () => setEnabled(!enabled),
        undone: enabled ? `${name} disabled again` : `${name} enabled again`,
      });
    } catch (error) {
      toast.error(`${name} could not be changed`, { description: reasonOf(error) });
    }
  }

  return { test, sync, toggle };
}
