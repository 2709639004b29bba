"use client";

import { Time } from "#components/format/time.tsx";
import { useNow } from "#components/format/use-now.ts";
import { Status } from "#components/ui/status.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import { keyState } from "./key-state.ts";

export function KeyStatus({ value }: { readonly value: KeyView }) {
  const state = keyState(value, useNow());
  switch (state.kind) {
    case "active":
      return (
        <Status tone="good" shape="disc">
          Active
        </Status>
      );
    case "disabled":
      return (
        <Status tone="muted" shape="ring">
          <span className="text-muted">Disabled</span>
        </Status>
      );
    case "expired":
      return (
        <Status tone="bad" shape="square">
          Expired <Time at={state.at} style="day" />
        </Status>
      );
    case "spent":
      return (
        <Status tone="bad" shape="square">
          Budget spent
        </Status>
      );
    case "expiring":
      return (
        <Status tone="warn" shape="triangle">
          Expires <Time at={state.at} style="relative" />
        </Status>
      );
    case "overlapping":
      return (
        <Status tone="info" shape="half">
          Old key ends <Time at={state.until} style="relative" />
        </Status>
      );
  }
}
