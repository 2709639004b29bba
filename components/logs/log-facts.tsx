import Link from "next/link";
import type { LogDetail } from "#lib/management/logs/log-view.ts";
import { formatMoneyExact } from "../format/format-money.ts";
import { Latency } from "../format/latency.tsx";
import { Time } from "../format/time.tsx";
import { Unknown } from "../format/unknown.tsx";
import { Detail, DetailList } from "../ui/detail-list.tsx";

/** All that is known of a request beside its attempts and its receipt. */
export function LogFacts({ log }: { readonly log: LogDetail }) {
  const { names } = log;
  return (
    <DetailList>
      <Detail label="Request">
        <span className="code break-all">{log.id}</span>
      </Detail>
      <Detail label="Time">
        <Time at={log.createdAt} style="second" />
      </Detail>
      {log.errorCode === null ? null : (
        <Detail label="Error">
          <span className="code text-bad">{log.errorCode}</span>
        </Detail>
      )}
      <Detail label="Asked for">
        <span className="code">{log.requestedModel}</span>
      </Detail>
      <Detail label="Served by">
        {log.provider === null ? (
          <Unknown reason="No provider answered" />
        ) : (
          <>
            {log.provider} <span className="code text-muted">{log.model}</span>
          </>
        )}
      </Detail>
      <Detail label="Key">
        {log.keyId === null ? (
          <Unknown reason="No key" />
        ) : (
          <Link href={`/logs?keyId=${log.keyId}`} className="text-accent hover:underline">
            {names.key}
          </Link>
        )}
      </Detail>
      {names.router === null ? null : <Detail label="Router">{names.router}</Detail>}
      {names.user === null ? null : <Detail label="User">{names.user}</Detail>}
      <Detail label="Endpoint">
        <span className="code">/v1/{log.endpoint}</span>
        <span className="text-muted">{log.stream ? ", streamed" : ""}</span>
      </Detail>
      <Detail label="Gateway's own time">
        <Latency milliseconds={log.overheadMs} />
      </Detail>
      <Detail label="Usage">{usageWords[log.usageDetail] ?? log.usageDetail}</Detail>
      {log.cached ? <Detail label="Saved by the cache">{formatMoneyExact(log.savedUsd)}</Detail> : null}
      {log.reportedCostUsd === null ? null : <Detail label="Provider's own figure">${log.reportedCostUsd}</Detail>}
      <Metadata metadata={log.metadata} />
    </DetailList>
  );
}

const usageWords: Readonly<Record<string, string>> = {
  provider: "Reported by the provider",
  clamped: "Reported by the provider, with impossible numbers corrected",
  estimated: "Estimated: the provider reported none",
  estimated_cut: "Estimated: the stream broke off",
  estimated_disconnect: "Estimated: the caller hung up",
};

function Metadata({ metadata }: Pick<LogDetail, "metadata">) {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  return (
    <Detail label="Metadata">
      <ul className="flex flex-wrap gap-1.5">
        {entries.map(([name, value]) => {
          const text = typeof value === "string" ? value : JSON.stringify(value);
          return (
            <li key={name} className="min-w-0">
              <Link
                href={`/logs?metadata=${encodeURIComponent(`${name}:${text}`)}`}
                className="code block truncate rounded-sm border px-1.5 text-xs leading-5 hover:border-line-strong hover:bg-ink/3"
              >
                {name}: {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </Detail>
  );
}
