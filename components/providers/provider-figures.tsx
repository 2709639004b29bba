import { Sparkline } from "#components/charts/sparkline.tsx";
import { Count } from "#components/format/count.tsx";
import { Latency } from "#components/format/latency.tsx";
import { Percent } from "#components/format/percent.tsx";
import { Figure, FigureRow } from "#components/ui/figure.tsx";
import type { ProviderActivity } from "#lib/management/providers/read-provider-activity.ts";
import { ProviderStatus } from "./provider-status.tsx";

const none = "No requests ended here in the last 24 hours";

/** The last 24 hours of one provider in four figures. */
export function ProviderFigures({ activity }: { readonly activity: ProviderActivity }) {
  const { requests, errors, p50LatencyMs, requestsByHour, attempts, failures } = activity;
  return (
    <FigureRow>
      <Figure
        label="State"
        value={
          <span className="text-lg">
            <ProviderStatus activity={activity} />
          </span>
        }
        note={
          attempts === 0
            ? "No attempts in the last hour"
            : `${failures} of ${attempts} attempts failed in the last hour`
        }
      />
      <Figure
        label="Requests, 24 h"
        value={<Count value={requests} />}
        note="That ended here"
        trend={
          requests === 0 ? undefined : (
            <Sparkline label="Requests by hour" values={requestsByHour} color="var(--muted)" />
          )
        }
      />
      <Figure
        label="Error rate, 24 h"
        value={<Percent share={requests === 0 ? null : errors / requests} absent={none} />}
        note="Without those that another provider rescued"
      />
      <Figure label="p50 latency, 24 h" value={<Latency milliseconds={p50LatencyMs} absent={none} />} />
    </FigureRow>
  );
}
