import type { ReactNode } from "react";
import { Time } from "../format/time.tsx";
import { classNames } from "./class-names.ts";
import { StatusShape, type StatusShapeName } from "./status-shape.tsx";

export type StatusTone = "good" | "warn" | "bad" | "info" | "muted";

type StatusProps = {
  readonly tone: StatusTone;
  readonly shape: StatusShapeName;
  readonly children: ReactNode;
  readonly className?: string;
};

const tones = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  muted: "text-faint",
} as const;

/** A state: the word says it, the shape shows it, the colour only repeats it. */
export function Status({ tone, shape, children, className }: StatusProps) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap align-bottom", className)}>
      <StatusShape shape={shape} className={tones[tone]} />
      <span>{children}</span>
    </span>
  );
}

export type Health =
  | { readonly kind: "healthy" }
  | { readonly kind: "degraded" }
  /** Out of the plan until then; `until` is an ISO time. */
  | { readonly kind: "ejected"; readonly until: string }
  | { readonly kind: "disabled" };

export function HealthStatus({ health }: { readonly health: Health }) {
  switch (health.kind) {
    case "healthy":
      return (
        <Status tone="good" shape="disc">
          Healthy
        </Status>
      );
    case "degraded":
      return (
        <Status tone="warn" shape="triangle">
          Degraded
        </Status>
      );
    case "ejected":
      return (
        <Status tone="bad" shape="square">
          Ejected until <Time at={health.until} style="clock" />
        </Status>
      );
    case "disabled":
      return (
        <Status tone="muted" shape="ring">
          <span className="text-muted">Disabled</span>
        </Status>
      );
  }
}
