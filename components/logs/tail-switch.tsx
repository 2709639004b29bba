"use client";

import { PauseIcon, PlayIcon } from "lucide-react";
import { LiveStatus } from "../live/live-status.tsx";
import type { LiveState } from "../live/use-live.ts";
import { Button } from "../ui/button.tsx";

type TailSwitchProps = { readonly state: LiveState; readonly onChange: (mode: "on" | "paused") => void };

/** Whether new requests come in by themselves. */
export function TailSwitch({ state, onChange }: TailSwitchProps) {
  const isPaused = state === "paused";
  const words = isPaused ? "Go on" : "Pause";
  return (
    <div className="ml-auto flex items-center gap-1">
      <LiveStatus state={state} />
      <Button
        variant="ghost"
        size="icon"
        aria-label={isPaused ? "Show new requests as they come" : "Pause new requests"}
        data-hint={words}
        onClick={() => onChange(isPaused ? "on" : "paused")}
      >
        {isPaused ? <PlayIcon aria-hidden="true" /> : <PauseIcon aria-hidden="true" />}
      </Button>
    </div>
  );
}
