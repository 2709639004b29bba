"use client";

import { ChevronsUpDownIcon } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { chooseOrganization } from "./choose-organization.ts";
import { Monogram } from "./monogram.tsx";
import type { ShellOrganization, ShellSession } from "./session.ts";

type SwitcherProps = Pick<ShellSession, "organization" | "organizations">;

/** Whose traffic this is, on top of everything, and the way to another one. */
export function OrganizationSwitcher({ organization, organizations }: SwitcherProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1 text-left transition-colors duration-140 hover:bg-ink/5 data-[state=open]:bg-ink/5">
        <Monogram name={organization.name} />
        <span className="min-w-0 flex-1 truncate font-medium text-sm group-data-[sidebar=collapsed]/shell:md:sr-only">
          {organization.name}
        </span>
        <ChevronsUpDownIcon
          aria-hidden="true"
          className="size-3.5 shrink-0 text-muted group-data-[sidebar=collapsed]/shell:md:hidden"
        />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={organization.slug} onValueChange={chooseOrganization}>
          {organizations.map((choice) => (
            <OrganizationChoice key={choice.id} organization={choice} />
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function OrganizationChoice({ organization }: { readonly organization: ShellOrganization }) {
  return (
    <DropdownMenuRadioItem value={organization.slug}>
      <span className="min-w-0 flex-1 truncate">{organization.name}</span>
      <span className="text-2xs text-muted">{organization.role}</span>
    </DropdownMenuRadioItem>
  );
}
