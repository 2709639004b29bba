"use client";

import { EllipsisIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { nameOf } from "./model-words.ts";

export type ModelActions = {
  readonly setPrice: (model: ModelListRow) => void;
  readonly returnToCatalog: (model: ModelListRow) => void;
};

/** What an admin can do about one model: pay another price for it. */
export function ModelMenu({ model, actions }: { readonly model: ModelListRow; readonly actions: ModelActions }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-small"
          aria-label={`Actions for ${nameOf(model)}`}
          className="-my-1 size-6 align-middle"
        >
          <EllipsisIcon aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => actions.setPrice(model)}>
          {model.own ? "Change own price" : "Set own price"}
        </DropdownMenuItem>
        {model.own ? (
          <DropdownMenuItem onSelect={() => actions.returnToCatalog(model)}>
            {model.unlisted ? "Remove own price" : "Return to catalog price"}
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
