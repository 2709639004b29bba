"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { useAsked } from "#components/forms/use-asked.ts";
import type { EditRouter } from "./edit-router.tsx";
import type { NewRouter } from "./new-router.tsx";
import type { RuleSheet } from "./rule-sheet.tsx";

// Loaded when they are first asked for: neither the list nor the rules wait for a form.
const New = dynamic(() => import("./new-router.tsx").then((module) => module.NewRouter));
const Edit = dynamic(() => import("./edit-router.tsx").then((module) => module.EditRouter));
const Rule = dynamic(() => import("./rule-sheet.tsx").then((module) => module.RuleSheet));

export function LazyNewRouter(props: ComponentProps<typeof NewRouter>) {
  return useAsked(props.open) ? <New {...props} /> : null;
}

export function LazyEditRouter(props: ComponentProps<typeof EditRouter>) {
  return useAsked(props.open) ? <Edit {...props} /> : null;
}

export function LazyRuleSheet(props: ComponentProps<typeof RuleSheet>) {
  return useAsked(props.open) ? <Rule {...props} /> : null;
}
