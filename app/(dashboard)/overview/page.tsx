import type { Metadata } from "next";
import { LiveRefresh } from "#components/live/live-refresh.tsx";
import { OverviewView } from "#components/overview/overview-view.tsx";
import { measures } from "#components/overview/traffic-data.ts";
import { RangePicker } from "#components/range/range-picker.tsx";
import {
  comparedWith,
  namedRange,
  pickedRange,
  rangeFilter,
  rangeQuery,
  readRange,
} from "#components/range/read-range.ts";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { getOverview } from "#lib/management/overview/get-overview.ts";
import { overviewSplits } from "#lib/management/overview/overview-view.ts";
import { requirePageSession } from "#lib/server/page-session.ts";
import { pagePreferences } from "../../page-preferences.ts";

export const metadata: Metadata = { title: "Overview" };

type OverviewPageProps = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const [{ context }, query, { timeZone }] = await Promise.all([requirePageSession(), searchParams, pagePreferences()]);
  const now = { nowMs: context.services.clock.nowMs(), timeZone };
  const range = readRange(query, now) ?? namedRange("24h", now);
  const splitBy = overviewSplits.find((split) => split === query["split"]) ?? "model";
  const overview = await getOverview(context, { ...rangeFilter(range), timezone: timeZone, splitBy });
  return (
    <Page>
      <PageHeader
        title="Overview"
        actions={
          <>
            <LiveRefresh version={overview.version} />
            <RangePicker range={pickedRange(range)} usual="24h" />
          </>
        }
      />
      <OverviewView
        overview={overview}
        measure={measures.find((measure) => measure === query["measure"]) ?? "spend"}
        splitBy={splitBy}
        against={comparedWith(range)}
        rangeQuery={rangeQuery(range)}
        baseUrl={context.services.baseUrl}
      />
    </Page>
  );
}
