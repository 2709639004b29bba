import type { ReactNode } from "react";
import type { Overview, OverviewSplit } from "#lib/management/overview/overview-view.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { OverviewFigures } from "./overview-figures.tsx";
import { ProviderStates } from "./provider-states.tsx";
import { Ranking } from "./ranking.tsx";
import { TrafficChart } from "./traffic-chart.tsx";
import type { Measure } from "./traffic-data.ts";

type OverviewViewProps = {
  readonly overview: Overview;
  readonly measure: Measure;
  readonly splitBy: OverviewSplit;
  readonly against: string;
  /** The range as it stands in the address, for links into the log. */
  readonly rangeQuery: string;
  /** Where programs reach the gateway. */
  readonly baseUrl: string;
};

export function OverviewView(props: OverviewViewProps) {
  const { overview, rangeQuery, baseUrl, against } = props;
  const logsOf = (name: string, value: string) => `/logs?${name}=${encodeURIComponent(value)}&${rangeQuery}`;
  return (
    <>
      <FirstSteps done={overview.steps} baseUrl={baseUrl} />
      <OverviewFigures overview={overview} against={against} />
      {overview.points.length === 0 ? <NoTraffic hasEver={overview.steps.request} /> : <TrafficChart {...props} />}
      <div className="grid min-w-0 items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
        <Ranking title="Top models" rows={overview.models} hrefOf={({ key }) => logsOf("model", key)} code />
        <Ranking title="Top keys" rows={overview.keys} hrefOf={({ key }) => logsOf("keyId", key)} />
        <ProviderStates providers={overview.providers} />
      </div>
    </>
  );
}

function NoTraffic({ hasEver }: { readonly hasEver: boolean }): ReactNode {
  return (
    <Panel>
      {hasEver ? (
        <EmptyState title="No requests in this range">Choose a longer one, or wait: new ones appear here.</EmptyState>
      ) : (
        <EmptyState title="No requests yet">
          The chart begins with the first one. The steps above lead there.
        </EmptyState>
      )}
    </Panel>
  );
}
