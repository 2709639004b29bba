"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { useAsked } from "#components/forms/use-asked.ts";
import type { OwnPrice } from "./own-price.tsx";

// The form and its schema are loaded when a price is first set: the list does not wait for them.
const Own = dynamic(() => import("./own-price.tsx").then((module) => module.OwnPrice));

export function LazyOwnPrice(props: ComponentProps<typeof OwnPrice>) {
  return useAsked(props.open) ? <Own {...props} /> : null;
}
