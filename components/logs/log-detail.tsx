import type { ReactNode } from "react";
import type { LogDetail as LogDetailView } from "#lib/management/logs/log-view.ts";
import { Latency } from "../format/latency.tsx";
import { Money } from "../format/money.tsx";
import { Tokens } from "../format/tokens.tsx";
import { Figure, FigureRow } from "../ui/figure.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { LogFacts } from "./log-facts.tsx";
import { Receipt } from "./receipt.tsx";

/** One request: what it cost and took, who was asked, the receipt, and everything else. In the drawer and alone. */
export function LogDetail({ log }: { readonly log: LogDetailView }) {
  return (
    <div className="@container min-w-0">
      <FigureRow className="grid-cols-2 @lg:grid-cols-4">
        <Figure label="Cost" value={<Money usd={log.priced ? log.costUsd : null} />} />
        <Figure label="Latency" value={<Latency milliseconds={log.latencyMs} />} />
        <Figure label="First token" value={<Latency milliseconds={log.ttftMs} absent="No token came" />} />
        <Figure label="Tokens" value={<Tokens count={log.inputTokens + log.outputTokens} />} />
      </FigureRow>
      {/* Beside each other where there is room: on its own page, not in the drawer. */}
      <div className="mt-6 grid min-w-0 gap-x-10 gap-y-6 @4xl:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Section title="Attempts" note={log.attempts.length > 1 ? `${log.attempts.length} in a row` : undefined}>
            <AttemptTimeline log={log} />
          </Section>
          <Section title="Receipt">
            <Receipt log={log} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Section title="Tokens">
            <TokenLine log={log} />
          </Section>
          <Section title="Request">
            <LogFacts log={log} />
          </Section>
        </div>
      </div>
    </div>
  );
}

type SectionProps = { readonly title: string; readonly note?: string | undefined; readonly children: ReactNode };

function Section({ title, note, children }: SectionProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2.5">
      <h2 className="flex items-baseline gap-2 font-medium text-sm">
        {title}
        {note === undefined ? null : <span className="font-normal text-muted text-xs">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

/** The parts in brackets are parts of what stands before them, not beside it. */
function TokenLine({ log }: { readonly log: LogDetailView }) {
  return (
    <p className="text-sm">
      <Tokens count={log.inputTokens} /> in
      <Parts
        parts={[
          { count: log.cachedInputTokens, word: "from cache" },
          { count: log.cacheWriteTokens, word: "written to cache" },
        ]}
      />
      , <Tokens count={log.outputTokens} /> out
      <Parts parts={[{ count: log.reasoningTokens, word: "reasoning" }]} />
    </p>
  );
}

function Parts({ parts }: { readonly parts: readonly { readonly count: number; readonly word: string }[] }) {
  const used = parts.filter(({ count }) => count > 0);
  if (used.length === 0) return null;
  return (
    <span className="text-muted">
      {" "}
      (
      {used.map(({ count, word }, index) => (
        <span key={word}>
          {index === 0 ? "" : ", "}
          <Tokens count={count} /> {word}
        </span>
      ))}
      )
    </span>
  );
}
