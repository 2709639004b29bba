import Link from "next/link";
import type { RankedUsage } from "#lib/management/overview/overview-view.ts";
import { Count } from "../format/count.tsx";
import { formatPercent } from "../format/format-number.ts";
import { Money } from "../format/money.tsx";
import { Panel, PanelHeader } from "../ui/panel.tsx";

type RankingProps = {
  readonly title: string;
  readonly rows: readonly RankedUsage[];
  /** The log, filtered to what the row is about. */
  readonly hrefOf: (row: RankedUsage) => string;
  readonly code?: boolean;
};

/** The largest spenders of the range, each with its share of the largest as a bar behind its name. */
export function Ranking({ title, rows, hrefOf, code = false }: RankingProps) {
  const most = Math.max(...rows.map(({ costUsd }) => Number(costUsd)), Number.MIN_VALUE);
  return (
    <Panel>
      <PanelHeader title={title} note="by spend" />
      {rows.length === 0 ? <p className="px-4 pb-4 text-muted text-sm">No requests in this range.</p> : null}
      <ol className="pb-1.5">
        {rows.map((row) => (
          <li key={row.key} className="relative">
            <Link
              href={hrefOf(row)}
              className="relative flex h-9 items-center gap-3 px-4 text-sm transition-colors duration-140 hover:bg-ink/3 focus-visible:outline-offset-[-2px]"
            >
              <span
                aria-hidden="true"
                className="absolute inset-y-1 left-2 rounded-sm bg-accent/9"
                style={{ width: `calc((100% - 1rem) * ${Number(row.costUsd) / most})` }}
              />
              <span className={`relative min-w-0 flex-1 truncate ${code ? "code" : ""}`}>{row.label}</span>
              <ErrorShare row={row} />
              <span className="relative w-16 text-right text-muted">
                <Count value={row.requests} />
                <span className="sr-only"> requests</span>
              </span>
              <Money usd={row.costUsd} className="relative w-18 text-right font-medium" />
            </Link>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const worthSayingFrom = 0.05;

/** Only where there is something to look at: names need the room. */
function ErrorShare({ row: { errors, requests } }: { readonly row: RankedUsage }) {
  if (errors / requests < worthSayingFrom) return null;
  return (
    <span className="relative whitespace-nowrap text-bad text-xs" data-hint={`${errors} of ${requests} failed`}>
      {formatPercent(errors / requests)} failed
    </span>
  );
}
