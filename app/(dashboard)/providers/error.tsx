"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function ProvidersError(props: PageErrorProps) {
  return <PageError {...props} title="The providers could not be read" />;
}
