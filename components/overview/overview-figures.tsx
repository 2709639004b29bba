import type { ReactNode } from "react";
import type { Overview } from "#lib/management/overview/overview-view.ts";
import { Sparkline } from "../charts/sparkline.tsx";
import { Change } from "../format/change.tsx";
import { Count } from "../format/count.tsx";
import { Latency } from "../format/latency.tsx";
import { Money } from "../format/money.tsx";
import { Percent } from "../format/percent.tsx";
import { Tokens } from "../format/tokens.tsx";
import { Figure, FigureRow } from "../ui/figure.tsx";
import { trafficLine } from "./traffic-data.ts";

type OverviewFiguresProps = {
  readonly overview: Overview;
  /** What the changes compare with: "the 24 hours before". */
  readonly against: string;
};

const noLatency = "No request was answered in this range";

/** The eight numbers one comes here for. */
export function OverviewFigures({ overview, against }: OverviewFiguresProps) {
  const { spend, totals, before } = overview;
  const change = { against };
  return (
    <FigureRow className="grid-cols-2 lg:grid-cols-4">
      <Figure
        label="Spend today"
        value={<Money usd={spend.todayUsd} />}
        note={
          <>
            Yesterday <Money usd={spend.yesterdayUsd} />
          </>
        }
      />
      <Figure
        label="Spend this month"
        value={<Money usd={spend.monthUsd} />}
        note={
          <span data-hint="If it goes on as since the first of the month">
            Forecast <Money usd={spend.forecastUsd} />
          </span>
        }
      />
      <Figure
        label="Requests"
        value={<Count value={totals.requests} />}
        note={<Change {...change} before={before.requests} now={totals.requests} />}
        trend={
          totals.requests === 0 ? undefined : (
            <Sparkline label="Requests over the range" values={trafficLine(overview, "requests")} />
          )
        }
      />
      <Figure
        label="Error rate"
        value={<Percent share={errorRate(totals)} />}
        note={
          totals.requests === 0 ? (
            ""
          ) : (
            <Change {...change} better="down" before={errorRate(before)} now={errorRate(totals)} />
          )
        }
      />
      <Figure
        label="Latency, p50"
        value={<Latency milliseconds={totals.p50LatencyMs} absent={noLatency} />}
        note={
          <TailNote percentile={totals.p95LatencyMs}>
            <Change {...change} better="down" before={before.p50LatencyMs} now={totals.p50LatencyMs} />
          </TailNote>
        }
      />
      <Figure
        label="Time to first token, p50"
        value={<Latency milliseconds={totals.p50TtftMs} absent={noLatency} />}
        note={
          <TailNote percentile={totals.p95TtftMs}>
            <Change {...change} better="down" before={before.p50TtftMs} now={totals.p50TtftMs} />
          </TailNote>
        }
      />
      <Figure
        label="Tokens"
        value={<Tokens count={totals.inputTokens + totals.outputTokens} />}
        note={
          <>
            <Tokens count={totals.inputTokens} /> in, <Tokens count={totals.outputTokens} /> out
          </>
        }
      />
      <Figure label="Failovers rescued" value={<Count value={totals.rescued} />} note="Answered by a later provider" />
    </FigureRow>
  );
}

type TailNoteProps = { readonly percentile: number | null; readonly children: ReactNode };

/** How long the slowest twentieth waits, and how the figure itself has moved. */
function TailNote({ percentile, children }: TailNoteProps) {
  if (percentile === null) return null;
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span>
        p95 <Latency milliseconds={percentile} />
      </span>
      {children}
    </span>
  );
}

function errorRate({ requests, errors }: Overview["totals"]): number | null {
  return requests === 0 ? null : errors / requests;
}
