import { LogActions } from "#components/logs/log-actions.tsx";
import { logCurl } from "#components/logs/log-curl.ts";
import { LogDetail } from "#components/logs/log-detail.tsx";
import { LogDrawerContent } from "#components/logs/log-drawer.tsx";
import { LogSummary } from "#components/logs/log-summary.tsx";
import { getLog } from "#lib/management/logs/get-log.ts";
import { requirePageSession } from "#lib/server/page-session.ts";
import { readForPage } from "#lib/server/read-for-page.ts";

type LogDrawerPageProps = { readonly params: Promise<{ readonly id: string }> };

export default async function LogDrawerPage({ params }: LogDrawerPageProps) {
  const { context } = await requirePageSession();
  // Next leaves the mark of the interception in front of the parameter's value.
  const id = (await params).id.replace(/^(?:\(\.\))+/, "");
  const log = await readForPage(getLog(context, { id }));
  if (log.kind === "refused") {
    return (
      <LogDrawerContent title={id} status="Not found">
        <p className="text-muted text-sm">{log.message} It may have been older than the log is kept.</p>
      </LogDrawerContent>
    );
  }
  const { value } = log;
  return (
    <LogDrawerContent
      title={value.requestedModel}
      status={<LogSummary log={value} />}
      actions={<LogActions id={value.id} curl={logCurl(value, context.services.baseUrl)} />}
    >
      <LogDetail log={value} />
    </LogDrawerContent>
  );
}
