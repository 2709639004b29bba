"use client";

import { DownloadIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { type Snippet, Snippets } from "./snippets.tsx";

type SecretPanelProps = {
  /** "key", "webhook secret": what it is called on the buttons. */
  readonly noun: string;
  readonly secret: string;
  /** The file and the variable in it: `GATEWAY_API_KEY=gw_…` in `gateway.env`. */
  readonly download: { readonly fileName: string; readonly variable: string };
  readonly snippets?: readonly Snippet[];
  readonly children?: ReactNode;
};

/** A secret, shown this once. After it is closed only its last four characters are left anywhere. */
export function SecretPanel({ noun, secret, download, snippets = [], children }: SecretPanelProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p className="text-muted text-sm">
          Copy this {noun} now. It is stored only as a fingerprint and cannot be shown again.
        </p>
        <output
          aria-label={`New ${noun}`}
          className="code block select-all break-all rounded-md border border-accent/40 bg-accent/6 px-3 py-2.5 leading-5"
        >
          {secret}
        </output>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={secret} label={`Copy ${noun}`} showLabel variant="primary" />
          <Button onClick={() => saveFile(download.fileName, `${download.variable}=${secret}\n`)}>
            <DownloadIcon />
            Download {download.fileName}
          </Button>
        </div>
      </div>
      {children}
      {snippets.length === 0 ? null : <Snippets snippets={snippets} />}
    </div>
  );
}

/** Made in the browser: the secret does not travel a second time. */
function saveFile(fileName: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
