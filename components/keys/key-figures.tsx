import { BudgetBar } from "#components/budgets/budget-bar.tsx";
import { periodWords } from "#components/budgets/period-words.ts";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Count } from "#components/format/count.tsx";
import { Latency } from "#components/format/latency.tsx";
import { Money } from "#components/format/money.tsx";
import { Percent } from "#components/format/percent.tsx";
import { Time } from "#components/format/time.tsx";
import { Figure, FigureRow } from "#components/ui/figure.tsx";
import type { KeyView } from "#lib/management/keys/key-view.ts";
import type { KeyActivity } from "#lib/management/keys/read-key-activity.ts";
import { keyAmounts } from "./key-budget.tsx";
import { KeyStatus } from "./key-status.tsx";

type KeyFiguresProps = { readonly value: KeyView; readonly activity: KeyActivity };

const none = "No requests in the last 30 days";

/** Whether it works, what is left of its budget, and its last 30 days. */
export function KeyFigures({ value, activity }: KeyFiguresProps) {
  const { requests, errors, costUsd, p50LatencyMs, costByDay } = activity;
  return (
    <FigureRow>
      <Figure
        label="State"
        value={
          <span className="text-lg">
            <KeyStatus value={value} />
          </span>
        }
        note={
          <>
            Last used <Time at={value.lastUsedAt} style="relative" absent="Never used" />
          </>
        }
      />
      <BudgetFigure value={value} />
      <Figure
        label="Spend, 30 days"
        value={<Money usd={costUsd} />}
        trend={requests === 0 ? undefined : <Sparkline label="Spend by day" values={costByDay} color="var(--muted)" />}
      />
      <Figure
        label="Requests, 30 days"
        value={<Count value={requests} />}
        note={
          <>
            <Percent share={requests === 0 ? null : errors / requests} absent={none} /> failed, p50{" "}
            <Latency milliseconds={p50LatencyMs} absent={none} />
          </>
        }
      />
    </FigureRow>
  );
}

function BudgetFigure({ value }: { readonly value: KeyView }) {
  const amounts = keyAmounts(value);
  if (amounts === undefined) return <Figure label="Budget" value={<span className="text-muted">None</span>} />;
  const { limitUsd, remainingUsd } = amounts;
  return (
    <Figure
      label="Budget left"
      value={<Money usd={remainingUsd} />}
      note={
        <span className="flex flex-col gap-1.5">
          <span>
            of <Money usd={limitUsd} /> {periodWords[value.budgetPeriod ?? "total"]}
            {value.resetsAt === null ? null : (
              <>
                , new <Time at={value.resetsAt} style="relative" />
              </>
            )}
          </span>
          <BudgetBar amounts={amounts} label={`Budget of ${value.name}`} />
        </span>
      }
    />
  );
}
