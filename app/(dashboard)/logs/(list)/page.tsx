import type { Metadata } from "next";
import { ExportMenu } from "#components/logs/export-menu.tsx";
import { readFilters, readSearch } from "#components/logs/log-query.ts";
import { LogTable } from "#components/logs/log-table.tsx";
import { LogsFailed } from "#components/logs/logs-failed.tsx";
import { RangePicker } from "#components/range/range-picker.tsx";
import { pickedRange, rangeFilter, readRange } from "#components/range/read-range.ts";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { getLive } from "#lib/management/live/get-live.ts";
import { listLogChoices } from "#lib/management/logs/list-log-choices.ts";
import { listLogs } from "#lib/management/logs/list-logs.ts";
import { requirePageSession } from "#lib/server/page-session.ts";
import { readForPage } from "#lib/server/read-for-page.ts";
import { pagePreferences } from "../../../page-preferences.ts";

export const metadata: Metadata = { title: "Logs" };

type LogsPageProps = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function LogsPage({ searchParams }: LogsPageProps) {
  const [session, query, { timeZone }] = await Promise.all([requirePageSession(), searchParams, pagePreferences()]);
  const { context, organization } = session;
  const range = readRange(query, { nowMs: context.services.clock.nowMs(), timeZone });
  const values = readFilters(query);
  const search = readSearch(query);
  const filters = { ...values, ...search, ...rangeFilter(range) };
  // Asked before the rows, so that whatever comes in between is found by the first look for news.
  const { version } = await getLive(context, {});
  const [logs, choices] = await Promise.all([readForPage(listLogs(context, filters)), listLogChoices(context, {})]);
  return (
    <Page layout="fill">
      <PageHeader
        title="Logs"
        actions={
          <>
            <RangePicker range={pickedRange(range)} usual="any" />
            <ExportMenu filters={filters} organizationId={organization.id} />
          </>
        }
      />
      {logs.kind === "refused" ? (
        <LogsFailed message={logs.message} />
      ) : (
        <LogTable
          first={logs.value}
          version={version}
          choices={choices}
          values={values}
          search={search.search ?? ""}
          filters={filters}
        />
      )}
    </Page>
  );
}
