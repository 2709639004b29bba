import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LogActions } from "#components/logs/log-actions.tsx";
import { logCurl } from "#components/logs/log-curl.ts";
import { LogDetail } from "#components/logs/log-detail.tsx";
import { LogSummary } from "#components/logs/log-summary.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { getLog } from "#lib/management/logs/get-log.ts";
import { requirePageSession } from "#lib/server/page-session.ts";
import { readForPage } from "#lib/server/read-for-page.ts";

export const metadata: Metadata = { title: "Request" };

type LogPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function LogPage({ params }: LogPageProps) {
  const { context } = await requirePageSession();
  const { id } = await params;
  const read = await readForPage(getLog(context, { id }));
  if (read.kind === "refused") notFound();
  const log = read.value;
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: "Logs", href: "/logs" }]}
        title={<span className="code">{log.requestedModel}</span>}
        description={<LogSummary log={log} />}
        actions={<LogActions id={log.id} curl={logCurl(log, context.services.baseUrl)} />}
      />
      <LogDetail log={log} />
    </Page>
  );
}
