import { Time } from "#components/format/time.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Detail, DetailList } from "#components/ui/detail-list.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { RouterView } from "#lib/management/routers/router-view.ts";
import { strategyWords } from "./strategy-words.ts";

type RouterSettingsProps = { readonly router: RouterView; readonly keyCount: number; readonly isDefault: boolean };

/** What holds for all of its rules, and who uses it. */
export function RouterSettings({ router, keyCount, isDefault }: RouterSettingsProps) {
  const { title, help } = strategyWords[router.strategy];
  const usedBy = keyCount === 1 ? "1 key" : `${keyCount} keys`;
  return (
    <Panel>
      <PanelHeader title="Settings" />
      <DetailList className="border-t px-4">
        <Detail label="Strategy">
          {title}
          <span className="block text-muted text-xs">{help}</span>
        </Detail>
        <Detail label="Retries">{router.retries ?? "2, as by default"}</Detail>
        <Detail label="Cache">{cacheWords(router.cache)}</Detail>
        <Detail label="Used by">{isDefault ? `${usedBy}, and all without a router` : usedBy}</Detail>
        <Detail label="Slug">
          <span className="inline-flex items-center gap-1">
            <span className="code break-all">{router.slug}</span>
            <CopyButton text={router.slug} label="Copy slug" className="-my-1.5" />
          </span>
        </Detail>
        <Detail label="Created">
          <Time at={router.createdAt} />
        </Detail>
      </DetailList>
    </Panel>
  );
}

function cacheWords({ enabled = false, ttlSeconds }: RouterView["cache"]): string {
  if (!enabled) return "Off";
  return ttlSeconds === undefined ? "For an hour, as by default" : `For ${ttlSeconds.toLocaleString("en")} s`;
}
