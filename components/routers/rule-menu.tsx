"use client";

import { EllipsisIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { ruleName } from "./rule-words.ts";
import { useRuleActions } from "./use-rule-actions.ts";

type RuleMenuProps = { readonly routerId: string; readonly rule: RuleView; readonly onEdit: () => void };

export function RuleMenu({ routerId, rule, onEdit }: RuleMenuProps) {
  const { toggle, remove } = useRuleActions(routerId, rule);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-small" aria-label={`Actions for ${ruleName(rule)}`}>
          <EllipsisIcon aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={onEdit}>Edit</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void toggle()}>{rule.enabled ? "Disable" : "Enable"}</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => void remove()}>
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
