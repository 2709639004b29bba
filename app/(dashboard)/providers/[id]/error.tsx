"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function ProviderError(props: PageErrorProps) {
  return <PageError {...props} title="The provider could not be read" />;
}
