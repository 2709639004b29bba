"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function RoutersError(props: PageErrorProps) {
  return <PageError {...props} title="The routers could not be read" />;
}
