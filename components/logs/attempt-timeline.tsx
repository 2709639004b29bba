import type { AttemptView, LogDetail } from "#lib/management/logs/log-view.ts";
import { formatLatency } from "../format/format-number.ts";
import { Latency } from "../format/latency.tsx";
import { Money } from "../format/money.tsx";
import { StatusShape } from "../ui/status-shape.tsx";
import { type TimelinePart, type TimelineRow, timelineOf } from "./timeline.ts";

const colors = {
  waiting: "bg-accent/30",
  streaming: "bg-accent",
  failed: "bg-bad/70",
} as const;

/** Who was asked when, for how long, and why it was not the answer. */
export function AttemptTimeline({ log }: { readonly log: LogDetail }) {
  const { rows, ticks, totalMs } = timelineOf(log);
  if (rows.length === 0) return <p className="text-muted text-sm">No provider was asked.</p>;
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col gap-3.5">
        {rows.map((row) => (
          <AttemptRow key={row.attempt.number} row={row} />
        ))}
      </ol>
      <div aria-hidden="true" className="relative h-5 border-t text-2xs text-muted">
        {ticks.map((tick) => (
          <span
            key={tick}
            className="absolute top-0 border-l pt-1 pl-1 leading-3 first:border-l-transparent first:pl-0"
            style={{ left: `${(tick / totalMs) * 100}%` }}
          >
            {tick === 0 ? "0" : formatLatency(tick)}
          </span>
        ))}
      </div>
      <Legend rows={rows} reply={log.stream ? "streamed" : "whole"} />
    </div>
  );
}

function AttemptRow({ row }: { readonly row: TimelineRow }) {
  const { attempt, parts, end } = row;
  const failed = attempt.status === "failed";
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-baseline gap-2 text-sm">
        <StatusShape shape={failed ? "square" : "disc"} className={`size-2 ${failed ? "text-bad" : "text-good"}`} />
        <span className="font-medium">{attempt.provider}</span>
        <span className="code min-w-0 truncate text-muted">{attempt.model}</span>
        <span className="ml-auto flex shrink-0 gap-3 whitespace-nowrap">
          {attempt.costUsd === "0" ? null : <Money usd={attempt.costUsd} className="text-muted" />}
          <Latency milliseconds={attempt.durationMs} />
        </span>
      </div>
      <div className="relative h-5 rounded-sm bg-ink/4">
        {parts.map((part) => (
          <Bar key={part.kind} part={part} />
        ))}
        {failed && end <= 0.5 ? (
          <Reason
            attempt={attempt}
            className="absolute inset-y-0 flex max-w-full items-center pl-2"
            left={`${end * 100}%`}
          />
        ) : null}
      </div>
      {failed && end > 0.5 ? <Reason attempt={attempt} className="block text-right" /> : null}
      {failed && attempt.detail !== null ? <p className="break-words text-muted text-xs">{attempt.detail}</p> : null}
    </li>
  );
}

/** At least wide enough to be seen. */
function Bar({ part: { kind, start, end } }: { readonly part: TimelinePart }) {
  return (
    <span
      className={`absolute inset-y-1 min-w-0.5 rounded-[2px] ${colors[kind]}`}
      style={{ left: `${start * 100}%`, width: `${(end - start) * 100}%` }}
    />
  );
}

type ReasonProps = { readonly attempt: AttemptView; readonly className: string; readonly left?: string };

function Reason({ attempt, className, left }: ReasonProps) {
  return (
    <span className={`text-bad text-xs ${className}`} style={left === undefined ? {} : { left }}>
      <span className="truncate">
        {attempt.httpStatus === null ? "" : `${attempt.httpStatus} `}
        <span className="code">{attempt.error ?? "failed"}</span>
      </span>
    </span>
  );
}

type LegendProps = { readonly rows: readonly TimelineRow[]; readonly reply: "streamed" | "whole" };

function Legend({ rows, reply }: LegendProps) {
  const legend = [
    { kind: "waiting", label: reply === "streamed" ? "Until the first token" : "Until the reply" },
    { kind: "streaming", label: "Answering" },
    { kind: "failed", label: "Failed" },
  ] as const;
  const drawn = new Set(rows.flatMap(({ parts }) => parts.map(({ kind }) => kind)));
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {legend
        .filter(({ kind }) => drawn.has(kind))
        .map(({ kind, label }) => (
          <li key={kind} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`h-2 w-3 rounded-[2px] ${colors[kind]}`} />
            {label}
          </li>
        ))}
    </ul>
  );
}
