"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { useAsked } from "#components/forms/use-asked.ts";
import type { BudgetSheet } from "./budget-sheet.tsx";

const Loaded = dynamic(() => import("./budget-sheet.tsx").then((module) => module.BudgetSheet));

/** Loaded when it is first asked for: the list does not wait for the form. */
export function LazyBudgetSheet(props: ComponentProps<typeof BudgetSheet>) {
  return useAsked(props.open) ? <Loaded {...props} /> : null;
}
