"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function OverviewError(props: PageErrorProps) {
  return <PageError {...props} title="The overview could not be read" />;
}
