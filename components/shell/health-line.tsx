"use client";

import { StatusShape, type StatusShapeName } from "#components/ui/status-shape.tsx";
import { type GatewayHealth, useHealth } from "./use-health.ts";

type Look = { readonly shape: StatusShapeName; readonly tone: string; readonly word: string };

/** The gateway's health and version, at the foot of every page. */
export function HealthLine() {
  const health = useHealth();
  const { shape, tone, word } = lookOf(health);
  const version = "version" in health && health.version !== "" ? `v${health.version}` : "";
  return (
    <p
      role="status"
      data-hint={hintOf(health, version)}
      data-hint-side="right"
      className="flex h-7 min-w-0 items-center gap-2 px-2 text-2xs text-muted group-data-[sidebar=collapsed]/shell:md:justify-center group-data-[sidebar=collapsed]/shell:md:px-0"
    >
      <StatusShape shape={shape} className={`size-2 ${tone}`} />
      <span className="truncate group-data-[sidebar=collapsed]/shell:md:sr-only">
        {word} <span>{version}</span>
      </span>
    </p>
  );
}

function lookOf(health: GatewayHealth): Look {
  switch (health.kind) {
    case "unknown":
      return { shape: "half", tone: "text-faint", word: "Checking" };
    case "healthy":
      return { shape: "disc", tone: "text-good", word: "Healthy" };
    case "degraded":
      return { shape: "triangle", tone: "text-warn", word: "Degraded" };
    case "unreachable":
      return { shape: "square", tone: "text-bad", word: "Not reachable" };
  }
}

function hintOf(health: GatewayHealth, version: string): string {
  switch (health.kind) {
    case "unknown":
      return "Asking the gateway";
    case "healthy":
      return `Database and counters answer. ${version}`;
    case "degraded":
      return `Not answering: ${health.parts.join(", ")}. ${version}`;
    case "unreachable":
      return "This page cannot reach the gateway. Check your connection.";
  }
}
