"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function LogsError(props: PageErrorProps) {
  return <PageError {...props} title="The log could not be read" />;
}
