import Link from "next/link";
import type { ProviderStateView } from "#lib/management/overview/overview-view.ts";
import { Count } from "../format/count.tsx";
import { ProviderStatus } from "../providers/provider-status.tsx";
import { Panel, PanelHeader } from "../ui/panel.tsx";

/** How each connected provider did in the last hour. */
export function ProviderStates({ providers }: { readonly providers: readonly ProviderStateView[] }) {
  return (
    <Panel>
      <PanelHeader title="Providers" note="last hour" />
      {providers.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">
          None is connected.{" "}
          <Link href="/providers" className="text-accent underline underline-offset-4">
            Add a provider
          </Link>
        </p>
      ) : null}
      <ul className="pb-1.5">
        {providers.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} />
        ))}
      </ul>
    </Panel>
  );
}

function ProviderRow({ provider }: { readonly provider: ProviderStateView }) {
  return (
    <li>
      <Link
        href={`/logs?provider=${encodeURIComponent(provider.slug)}`}
        className="flex h-9 items-center gap-3 px-4 text-sm transition-colors duration-140 hover:bg-ink/3 focus-visible:outline-offset-[-2px]"
      >
        <span className="min-w-0 flex-1 truncate">{provider.name}</span>
        <span className="whitespace-nowrap text-muted text-xs">
          {provider.failures === 0 ? null : (
            <>
              <Count value={provider.failures} /> of <Count value={provider.attempts} /> failed
            </>
          )}
        </span>
        <span className="w-24">
          <ProviderStatus activity={provider} />
        </span>
      </Link>
    </li>
  );
}
