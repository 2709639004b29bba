"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { useAsked } from "#components/forms/use-asked.ts";
import type { AddProvider } from "./add-provider.tsx";
import type { EditProvider } from "./edit-provider.tsx";
import type { RotateProviderKey } from "./rotate-provider-key.tsx";

// Forms, their schemas and the drawer are loaded when they are first asked for: the list does not wait for them.
const Add = dynamic(() => import("./add-provider.tsx").then((module) => module.AddProvider));
const Edit = dynamic(() => import("./edit-provider.tsx").then((module) => module.EditProvider));
const Rotate = dynamic(() => import("./rotate-provider-key.tsx").then((module) => module.RotateProviderKey));

export function LazyAddProvider(props: ComponentProps<typeof AddProvider>) {
  return useAsked(props.open) ? <Add {...props} /> : null;
}

export function LazyEditProvider(props: ComponentProps<typeof EditProvider>) {
  return useAsked(props.open) ? <Edit {...props} /> : null;
}

export function LazyRotateProviderKey(props: ComponentProps<typeof RotateProviderKey>) {
  return useAsked(props.open) ? <Rotate {...props} /> : null;
}
