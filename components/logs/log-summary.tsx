import type { LogDetail } from "#lib/management/logs/log-view.ts";
import { Time } from "../format/time.tsx";
import { RequestStatus } from "../ui/request-status.tsx";

/** How it ended and when it began, below the model's name. */
export function LogSummary({ log }: { readonly log: LogDetail }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3 text-sm">
      <RequestStatus status={log.status} httpStatus={log.httpStatus} />
      <Time at={log.createdAt} style="second" className="text-muted" />
    </span>
  );
}
