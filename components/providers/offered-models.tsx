"use client";

import Link from "next/link";
import { useState } from "react";
import { formatCount } from "#components/format/format-number.ts";
import { Input } from "#components/ui/input.tsx";
import { Panel, PanelBody, PanelHeader } from "#components/ui/panel.tsx";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";

type OfferedModelsProps = {
  readonly provider: Pick<ProviderView, "slug" | "enabled" | "models" | "syncedModelCount">;
  readonly models: readonly string[];
};

/** What can be asked for here, found by typing. Prices and capabilities are on the page of all models. */
export function OfferedModels({ provider, models }: OfferedModelsProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = models.filter((model) => model.toLowerCase().includes(wanted));
  return (
    <Panel>
      <PanelHeader
        title="Models"
        note={`${formatCount(models.length)}, ${sourceOf(provider)}`}
        actions={
          models.length === 0 ? undefined : (
            <Link
              href={`/models?via=${encodeURIComponent(provider.slug)}`}
              className="text-accent text-sm hover:underline"
            >
              With prices
            </Link>
          )
        }
      />
      <PanelBody className="flex flex-col gap-2">
        {models.length > 12 ? (
          <Input
            aria-label="Search these models"
            placeholder="Search these models"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        ) : null}
        <section
          aria-label="Models of this provider"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-80 overflow-y-auto rounded-md"
        >
          <ul className="code flex flex-col text-sm">
            {found.map((model) => (
              <li key={model} className="truncate py-0.5">
                {model}
              </li>
            ))}
          </ul>
          {found.length > 0 ? null : (
            <p className="text-muted text-sm">
              {models.length === 0 ? emptyText(provider) : "None has that in its name."}
            </p>
          )}
        </section>
      </PanelBody>
    </Panel>
  );
}

function sourceOf({ models, syncedModelCount }: OfferedModelsProps["provider"]): string {
  if (syncedModelCount > 0) return models.length > 0 ? "by its synced list and by hand" : "by its synced list";
  return models.length > 0 ? "named by hand" : "by the catalog";
}

function emptyText({ enabled }: OfferedModelsProps["provider"]): string {
  return enabled
    ? "The catalog lists none of this kind. Sync them, or name them by hand under Edit."
    : "A disabled provider offers none.";
}
