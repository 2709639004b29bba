"use client";

import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ModelList, ModelListRow } from "#lib/management/models/model-list.ts";
import { type ModelActions, ModelMenu } from "./model-menu.tsx";
import { capabilityWords, nameOf } from "./model-words.ts";

type ModelCellProps = {
  readonly model: ModelListRow;
  readonly today: string;
  readonly actions: ModelActions | undefined;
};

/** The id as it is asked for, what is to know of it, and the way to take it along. */
export function ModelCell({ model, today, actions }: ModelCellProps) {
  const { id, name } = model;
  return (
    <span className="relative flex min-w-0 items-center gap-1.5">
      <span className="code truncate" data-hint={name === id ? id : `${name}: ${id}`}>
        {id}
      </span>
      <StatusMark model={model} today={today} />
      <CopyButton
        text={id}
        label={`Copy ${nameOf(model)}`}
        // Over the end of the cell while the row is pointed at: an id needs all the room there is.
        className="-my-1 size-6 focus-visible:opacity-100 group-focus-within/row:opacity-100 group-hover/row:opacity-100 md:absolute md:right-0 md:bg-surface md:opacity-0"
      />
      {actions === undefined ? null : (
        <span className="-my-1 md:hidden">
          <ModelMenu model={model} actions={actions} />
        </span>
      )}
    </span>
  );
}

const statusHints: Readonly<Record<string, { readonly word: string; readonly hint: string }>> = {
  beta: { word: "Beta", hint: "Its provider may change it without notice" },
  deprecated: { word: "Deprecated", hint: "Its provider advises against it" },
  unlisted: { word: "Unlisted", hint: "Not in its provider's own list" },
};

/** Whether it is here to stay. A model that works as usual has no mark. */
function StatusMark({ model, today }: Pick<ModelCellProps, "model" | "today">) {
  const { status, deprecatedOn, unlisted } = model;
  if (deprecatedOn !== undefined) {
    const gone = deprecatedOn <= today;
    return (
      <Badge tone={gone ? "bad" : "warn"} data-hint={`Withdrawn by its provider on ${deprecatedOn}`}>
        {gone ? "Withdrawn" : `Until ${deprecatedOn}`}
      </Badge>
    );
  }
  if (unlisted) return <Badge data-hint="Offered by a connection; the catalog does not know it">Not in catalog</Badge>;
  const known = status === undefined ? undefined : statusHints[status];
  if (known === undefined) return null;
  return (
    <Badge tone={status === "deprecated" ? "warn" : "neutral"} data-hint={known.hint}>
      {known.word}
    </Badge>
  );
}

type ServedByProps = { readonly model: ModelListRow; readonly connections: ModelList["connections"] };

/** The connection that is asked first, and how many more there are. */
export function ServedBy({ model, connections }: ServedByProps) {
  const names = (model.servedBy ?? []).flatMap((place) => connections[place]?.name ?? []);
  const [first, ...others] = names;
  if (first === undefined) return <span className="sr-only">No</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5" data-hint={names.join(", ")}>
      <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-good" />
      <span className="truncate">{first}</span>
      {others.length === 0 ? null : <span className="text-muted text-xs">+{others.length}</span>}
    </span>
  );
}

/** Each capability in a place of its own, so that a column of them reads down as well as across. */
export function CapabilityMarks({ model }: { readonly model: ModelListRow }) {
  return (
    <span className="grid grid-cols-[2.75rem_2.75rem_3.125rem_auto] justify-start gap-1">
      {capabilityWords.map(({ id, mark, hint }) =>
        model.can?.includes(id) ? (
          <Badge key={id} data-hint={hint} className="justify-center px-0 last:px-1.5">
            {mark}
          </Badge>
        ) : (
          <span key={id} />
        ),
      )}
    </span>
  );
}
