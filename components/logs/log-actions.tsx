"use client";

import { CopyButton } from "../ui/copy-button.tsx";

/** What one does with a request: take its id along, or send it again. */
export function LogActions({ id, curl }: { readonly id: string; readonly curl: string }) {
  return (
    <>
      <CopyButton text={id} label="Copy id" showLabel />
      <CopyButton text={curl} label="Copy as curl" showLabel />
    </>
  );
}
