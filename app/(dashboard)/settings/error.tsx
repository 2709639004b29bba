"use client";

import { PageError, type PageErrorProps } from "#components/page-states/page-error.tsx";

export default function SettingsError(props: PageErrorProps) {
  return <PageError {...props} title="The settings could not be read" />;
}
