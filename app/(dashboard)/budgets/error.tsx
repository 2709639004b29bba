"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function BudgetsError(props: PageErrorProps) {
  return <PageError {...props} title="The budgets could not be read" />;
}
