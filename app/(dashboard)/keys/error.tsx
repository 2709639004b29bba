"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function KeysError(props: PageErrorProps) {
  return <PageError {...props} title="The keys could not be read" />;
}
