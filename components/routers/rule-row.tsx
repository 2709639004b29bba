"use client";

import { ArrowRightIcon } from "lucide-react";
import { formatPercent } from "#components/format/format-number.ts";
import { DragHandle } from "#components/reorder/drag-handle.tsx";
import type { Held, useReorder } from "#components/reorder/use-reorder.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { RuleMenu } from "./rule-menu.tsx";
import { conditionWords, limitWords, ruleName } from "./rule-words.ts";
import { toneOf } from "./weight-bar.tsx";

export type RulePlace = {
  /** Among all rules. */
  readonly index: number;
  /** Among those it shares with, and its part of them; absent for a rule that stands alone. */
  readonly shared?: { readonly index: number; readonly share: number };
};

type RuleRowProps = {
  readonly routerId: string;
  readonly rule: RuleView;
  readonly place: RulePlace;
  readonly held: Held | undefined;
  /** Where the held one lies in the list. */
  readonly from: number;
  readonly onEdit: () => void;
  /** Absent for those who may only look. */
  readonly handle?: ReturnType<ReturnType<typeof useReorder>["handleProps"]>;
};

export function RuleRow({ routerId, rule, place, held, from, onEdit, handle }: RuleRowProps) {
  const isHeld = held?.id === rule.id;
  const carried = isHeld && held.by === "pointer";
  return (
    <li
      data-spot={place.index}
      style={carried ? { transform: `translateY(${held.offsetPx}px)` } : {}}
      className={classNames(
        "relative flex items-start gap-2 py-3 pr-2 pl-2",
        !handle && "pl-4",
        isHeld && "z-1 rounded-md bg-raised shadow-float",
        dropLine(held, place.index, from),
      )}
    >
      {handle ? <DragHandle label={`Move ${ruleName(rule)}`} held={isHeld} className="-mt-0.5" {...handle} /> : null}
      <div className={classNames("flex min-w-0 flex-1 flex-col gap-1.5", !rule.enabled && "text-muted")}>
        <RuleTarget rule={rule} />
        <RuleNotes rule={rule} />
      </div>
      {place.shared ? <Share rule={rule} {...place.shared} /> : null}
      {handle ? <RuleMenu routerId={routerId} rule={rule} onEdit={onEdit} /> : null}
    </li>
  );
}

/** Rules differ in height, so none moves aside: a line says where the held one would come to lie. */
function dropLine(held: Held | undefined, index: number, from: number): string {
  if (!held || held.spot !== index || index === from) return "";
  const line = "before:absolute before:inset-x-0 before:h-0.5 before:rounded-full before:bg-accent";
  return `${line} ${index < from ? "before:-top-px" : "before:-bottom-px"}`;
}

function RuleTarget({ rule: { models, providerName, targetModel, enabled } }: { readonly rule: RuleView }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1.5 text-sm">
      <ul aria-label="Models" className="flex min-w-0 flex-wrap gap-1">
        {models.map((model) => (
          <li key={model} className="code max-w-full break-all rounded-sm bg-ink/6 px-1.5 py-0.5 text-xs">
            {model}
          </li>
        ))}
      </ul>
      {/* One unit, so that no arrow is left behind at a line's end. */}
      <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="inline-flex min-w-0 items-center gap-2 font-medium">
          <ArrowRightIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
          <span className="sr-only">served by</span>
          <span className="min-w-0 break-words">{providerName}</span>
        </span>
        {targetModel === null ? null : <span className="code min-w-0 break-all text-xs">{targetModel}</span>}
      </span>
      {enabled ? null : <Badge>Disabled</Badge>}
    </div>
  );
}

function RuleNotes({ rule }: { readonly rule: RuleView }) {
  const conditions = conditionWords(rule.when);
  const limits = limitWords(rule);
  return (
    <div className="flex min-w-0 flex-col gap-0.5 break-words text-muted text-xs">
      <p>{conditions === "" ? "Always" : `When ${conditions}`}</p>
      {limits === "" ? null : <p>{limits}</p>}
    </div>
  );
}

type ShareProps = { readonly rule: RuleView; readonly index: number; readonly share: number };

function Share({ rule, index, share }: ShareProps) {
  return (
    <span
      className="mt-0.5 inline-flex shrink-0 items-center gap-1.5 text-sm tabular-nums"
      data-hint={rule.enabled ? `Weight ${rule.weight}` : "A disabled rule takes none"}
    >
      <span
        aria-hidden="true"
        className={classNames("size-2 rounded-full", share === 0 ? "bg-ink/12" : toneOf(index))}
      />
      {formatPercent(share)}
    </span>
  );
}
