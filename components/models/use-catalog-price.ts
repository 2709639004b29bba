"use client";

import { useCallback } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { reasonOf } from "#components/forms/reason-of.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { showUndo } from "#components/ui/undo-toast.ts";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { pricePath } from "./model-words.ts";
import { ownPriceOf } from "./own-price-fields.ts";

/** Takes an organization's own price away, with a way back: the price is here in full. */
export function useCatalogPrice() {
  const { refresh } = useRefresh();
  return useCallback(
    async (model: ModelListRow) => {
      try {
        await apiRequest("DELETE", pricePath(model));
        refresh();
        showUndo(`${model.id} has no price of its own any more`, {
          undo: async () => {
            await apiRequest("PUT", pricePath(model), ownPriceOf(model));
            refresh();
          },
          undone: `${model.id} has its own price again`,
        });
      } catch (error) {
        toast.error(`The price of ${model.id} could not be removed`, { description: reasonOf(error) });
      }
    },
    [refresh],
  );
}
