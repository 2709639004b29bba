"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button.tsx";

type CopyButtonProps = Omit<ButtonProps, "children" | "onClick" | "asChild" | "pending"> & {
  readonly text: string;
  /** What is copied, for the hint and for screen readers: "Copy key". */
  readonly label: string;
  readonly showLabel?: boolean;
};

const confirmedForMs = 1_600;

export function CopyButton({ text, label, showLabel = false, ...props }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), confirmedForMs);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      // No clipboard without https or permission: the text stays on the screen to be selected by hand.
      setState("failed");
    }
  }

  const words = { idle: label, copied: "Copied", failed: "Select and copy by hand" }[state];
  return (
    <Button
      variant={showLabel ? "secondary" : "ghost"}
      size={showLabel ? "medium" : "icon-small"}
      aria-label={showLabel ? undefined : words}
      data-hint={showLabel ? undefined : words}
      onClick={copy}
      {...props}
    >
      {state === "copied" ? <CheckIcon className="text-good" /> : <CopyIcon />}
      {showLabel ? words : null}
      <span role="status" className="sr-only">
        {state === "idle" ? "" : words}
      </span>
    </Button>
  );
}
