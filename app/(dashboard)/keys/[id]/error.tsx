"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function KeyError(props: PageErrorProps) {
  return <PageError {...props} title="The key could not be read" />;
}
