"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { useAsked } from "#components/forms/use-asked.ts";
import type { CreateKey } from "./create-key.tsx";
import type { EditKey } from "./edit-key.tsx";
import type { RotateKey } from "./rotate-key.tsx";

// Forms, their schemas and the drawer are loaded when they are first asked for: the list does not wait for them.
const Create = dynamic(() => import("./create-key.tsx").then((module) => module.CreateKey));
const Edit = dynamic(() => import("./edit-key.tsx").then((module) => module.EditKey));
const Rotate = dynamic(() => import("./rotate-key.tsx").then((module) => module.RotateKey));

export function LazyCreateKey(props: ComponentProps<typeof CreateKey>) {
  return useAsked(props.open) ? <Create {...props} /> : null;
}

export function LazyEditKey(props: ComponentProps<typeof EditKey>) {
  return useAsked(props.open) ? <Edit {...props} /> : null;
}

export function LazyRotateKey(props: ComponentProps<typeof RotateKey>) {
  return useAsked(props.open) ? <Rotate {...props} /> : null;
}
