"use client";

import { useState } from "react";
import { formatCount } from "#components/format/format-number.ts";
import { Input } from "#components/ui/input.tsx";
import { SheetBody } from "#components/ui/sheet.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";

type KindChoiceProps = { readonly kinds: readonly ProviderKind[]; readonly onChoose: (kind: string) => void };

/** Every kind of provider, found by typing a few of its letters. */
export function KindChoice({ kinds, onChoose }: KindChoiceProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = kinds.filter(({ kind, title }) => `${title} ${kind}`.toLowerCase().includes(wanted));
  const groups = [
    { label: "Hosted", kinds: found.filter(({ isLocal, kind }) => !isLocal && !ownServers.has(kind)) },
    { label: "Your own servers", kinds: found.filter(({ isLocal, kind }) => isLocal || ownServers.has(kind)) },
  ];
  return (
    <SheetBody className="flex flex-col gap-4">
      <Input
        aria-label="Search for a provider"
        placeholder="Search for a provider"
        className="shrink-0"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.length === 0 ? (
        <p className="text-muted text-sm">
          None is called “{search}”. Anything that speaks OpenAI’s format connects as OpenAI-compatible.
        </p>
      ) : null}
      {groups.map((group) =>
        group.kinds.length === 0 ? null : (
          <section key={group.label} aria-label={group.label} className="flex flex-col gap-1">
            <h3 className="text-2xs text-muted">{group.label}</h3>
            <ul className="grid gap-2 md:grid-cols-2">
              {group.kinds.map((kind) => (
                <li key={kind.kind}>
                  <KindCard kind={kind} onChoose={() => onChoose(kind.kind)} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </SheetBody>
  );
}

/** Reached wherever somebody runs them, and not to be looked for among the providers with a name. */
const ownServers = new Set(["openai-compatible", "simulator"]);

function KindCard({ kind, onChoose }: { readonly kind: ProviderKind; readonly onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex w-full flex-col rounded-md border border-line-strong bg-surface px-3 py-2 text-left transition-colors duration-140 hover:border-faint hover:bg-ink/3"
    >
      <span className="font-medium text-sm">{kind.title}</span>
      <span className="text-muted text-xs">{factsOf(kind)}</span>
    </button>
  );
}

function factsOf({ modelCount, baseUrl, needsKey }: ProviderKind): string {
  const models = modelCount === 0 ? "Models by sync or by hand" : `${formatCount(modelCount)} models`;
  const asks = [baseUrl === undefined ? "base URL" : "", needsKey ? "key" : ""].filter(Boolean);
  return asks.length === 0 ? `${models}, no key` : `${models}, needs a ${asks.join(" and a ")}`;
}
