"use client";

import dynamic from "next/dynamic";
import type { ChoiceListProps } from "./choice-list.tsx";

/** Loaded when the first filter is opened: most visits to a list never open one. */
export const LazyChoiceList = dynamic<ChoiceListProps>(
  () => import("./choice-list.tsx").then((module) => module.ChoiceList),
  { loading: () => <div className="h-28" /> },
);
