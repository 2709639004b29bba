"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function ModelsError(props: PageErrorProps) {
  return <PageError {...props} title="The models could not be read" />;
}
