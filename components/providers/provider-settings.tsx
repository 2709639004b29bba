import { formatLatency } from "#components/format/format-number.ts";
import { Time } from "#components/format/time.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Detail, DetailList } from "#components/ui/detail-list.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { ProviderView } from "#lib/management/providers/provider-view.ts";
import { KeyHints } from "./key-hints.tsx";

type ProviderSettingsProps = { readonly provider: ProviderView; readonly kindTitle: string };

const timeoutWords = [
  ["connectMs", "connect"],
  ["firstTokenMs", "first token"],
  ["idleMs", "silence"],
  ["totalMs", "whole attempt"],
] as const;

/** How the gateway reaches it. What is not set is not listed. */
export function ProviderSettings({ provider, kindTitle }: ProviderSettingsProps) {
  const headers = Object.entries(provider.headers);
  const timeouts = timeoutWords.flatMap(([name, word]) => {
    const milliseconds = provider.timeouts[name];
    return milliseconds === undefined ? [] : [`${word} ${formatLatency(milliseconds)}`];
  });
  return (
    <Panel>
      <PanelHeader title="Connection" />
      <DetailList className="border-t px-4">
        <Detail label="Kind">{kindTitle}</Detail>
        <Detail label="Prefix">
          <span className="inline-flex items-center gap-1">
            <span className="code" data-hint="Before a model's name, it asks for this provider first">
              {provider.slug}/
            </span>
            <CopyButton text={`${provider.slug}/`} label="Copy prefix" className="-my-1.5" />
          </span>
        </Detail>
        <Detail label="Base URL">
          <span className="code break-all">{provider.baseUrl}</span>
        </Detail>
        <Detail label="Priority">{provider.priority}</Detail>
        <Detail label={provider.apiKeyHints.length > 1 ? "Keys" : "Key"}>
          <KeyHints hints={provider.apiKeyHints} />
        </Detail>
        {headers.length === 0 ? null : (
          <Detail label="Headers">
            <ul className="code flex flex-col gap-1">
              {headers.map(([name, value]) => (
                <li key={name} className="break-all">
                  {name}: {value}
                </li>
              ))}
            </ul>
          </Detail>
        )}
        {timeouts.length === 0 ? null : <Detail label="Timeouts">{timeouts.join(", ")}</Detail>}
        <Detail label="Connected">
          <Time at={provider.createdAt} />
        </Detail>
      </DetailList>
    </Panel>
  );
}
