"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Count } from "#components/format/count.tsx";
import { formatCount } from "#components/format/format-number.ts";
import { Latency } from "#components/format/latency.tsx";
import { Percent } from "#components/format/percent.tsx";
import { DragHandle } from "#components/reorder/drag-handle.tsx";
import { rowShift } from "#components/reorder/row-shift.ts";
import type { Held, useReorder } from "#components/reorder/use-reorder.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { KeyHints } from "./key-hints.tsx";
import { ProviderMenu } from "./provider-menu.tsx";
import { ProviderStatus } from "./provider-status.tsx";
import type { ProviderFacts } from "./provider-table.tsx";

type ProviderRowProps = {
  readonly provider: ProviderView;
  readonly facts: ProviderFacts;
  readonly index: number;
  readonly held: Held | undefined;
  /** Where the held one lies in the list. */
  readonly from: number;
  /** Absent for those who may only look. */
  readonly handle?: ReturnType<ReturnType<typeof useReorder>["handleProps"]>;
};

export function ProviderRow({ provider, facts, index, held, from, handle }: ProviderRowProps) {
  const { id, name } = provider;
  const { activity, kindTitle, canSync, modelCount } = facts;
  const isHeld = held?.id === id;
  const quiet = provider.enabled ? "" : "text-muted";
  return (
    <tr
      data-spot={index}
      style={rowShift(held, { id, index }, from)}
      className={classNames(
        "group/row [&>td]:border-b last:[&>td]:border-b-0",
        held && !(isHeld && held.by === "pointer") && "transition-transform duration-140",
        isHeld && "bg-raised shadow-float [&>td]:border-b-transparent",
      )}
    >
      {handle ? (
        <td className="w-9 pl-2">
          <DragHandle label={`Move ${name}`} held={isHeld} {...handle} />
        </td>
      ) : null}
      <td className={classNames("h-13 py-1.5 pr-3 max-md:h-15", handle ? "pl-1" : "pl-4")}>
        <Link href={`/providers/${id}`} className={classNames("block truncate font-medium hover:underline", quiet)}>
          {name}
        </Link>
        <span className="block truncate text-muted text-xs max-md:hidden">
          {kindTitle}
          <span className="code"> · {hostOf(provider.baseUrl)}</span>
        </span>
        <span className="block text-xs md:hidden">
          <ProviderStatus activity={activity} />
        </span>
      </td>
      <Cell className="max-md:hidden">
        <ProviderStatus activity={activity} />
      </Cell>
      <Cell className="text-right max-lg:hidden">
        <span className="flex items-center justify-end gap-3">
          {activity.requests === 0 ? null : (
            <Sparkline
              label={`Requests of ${name} by hour`}
              values={activity.requestsByHour}
              color="var(--muted)"
              className="w-14"
            />
          )}
          <Count value={activity.requests} />
        </span>
      </Cell>
      <Cell className="text-right max-lg:hidden">
        <Percent
          share={activity.requests === 0 ? null : activity.errors / activity.requests}
          absent="No requests ended here in the last 24 hours"
          className={activity.errors > 0 ? "text-bad" : ""}
        />
      </Cell>
      <Cell className="text-right max-md:hidden">
        <Latency milliseconds={activity.p50LatencyMs} absent="No requests ended here in the last 24 hours" />
      </Cell>
      <Cell className="text-right max-xl:hidden">
        <span data-hint={modelsHint(provider)}>{formatCount(modelCount)}</span>
      </Cell>
      <Cell className="max-xl:hidden">
        <KeyHints hints={provider.apiKeyHints} />
      </Cell>
      <Cell className="w-32 px-1 text-right text-xs md:hidden">
        <span className="block text-sm">
          <Count value={activity.requests} />
          <span className="text-muted text-xs"> in 24 h</span>
        </span>
        <Latency milliseconds={activity.p50LatencyMs} absent="No requests ended here in the last 24 hours" />
      </Cell>
      {handle ? (
        <td className="w-12 pr-2 text-right">
          <ProviderMenu provider={provider} canSync={canSync} />
        </td>
      ) : null}
    </tr>
  );
}

function Cell({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  return <td className={classNames("truncate px-3", className)}>{children}</td>;
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

function modelsHint({ models, syncedModelCount, enabled }: ProviderView): string {
  if (!enabled) return "A disabled provider offers none";
  if (syncedModelCount > 0 && models.length > 0) return "By its synced list and those named by hand";
  if (syncedModelCount > 0) return "By its synced list";
  return models.length > 0 ? "Named by hand" : "All that the catalog lists";
}
