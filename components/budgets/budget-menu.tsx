"use client";

import { EllipsisIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { apiRequest } from "#components/api-client.ts";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDelete } from "#components/ui/confirm-delete.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { BudgetView } from "#lib/management/budgets/budget-view.ts";

type BudgetMenuProps = {
  readonly budget: Pick<BudgetView, "id">;
  readonly name: string;
  readonly onEdit: () => void;
};

export function BudgetMenu({ budget, name, onEdit }: BudgetMenuProps) {
  const { refresh } = useRefresh();
  const [asking, setAsking] = useState(false);

  async function remove() {
    await apiRequest("DELETE", `/budgets/${budget.id}`);
    toast(`Budget of ${name} deleted`);
    refresh();
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-small" aria-label={`Actions for the budget of ${name}`}>
            <EllipsisIcon aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onEdit}>Edit</DropdownMenuItem>
          <DropdownMenuItem tone="danger" onSelect={() => setAsking(true)}>
            Delete
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDelete open={asking} onOpenChange={setAsking} noun="budget" name={name} onConfirm={remove}>
        Nothing limits this spending any more, and what the budget has counted is forgotten.
      </ConfirmDelete>
    </>
  );
}
