"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function RouterError(props: PageErrorProps) {
  return <PageError {...props} title="The router could not be read" />;
}
