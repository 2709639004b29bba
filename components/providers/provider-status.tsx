import { Status } from "#components/ui/status.tsx";
import type { ProviderActivity } from "#lib/management/providers/read-provider-activity.ts";

type ProviderStatusProps = {
  readonly activity: Pick<ProviderActivity, "state" | "attempts" | "failures" | "lastError">;
};

/** How a connection does now, with what that is judged by on hover. */
export function ProviderStatus({ activity }: ProviderStatusProps) {
  return <span data-hint={reasonOf(activity)}>{statusOf(activity.state)}</span>;
}

function statusOf(state: ProviderActivity["state"]) {
  switch (state) {
    case "healthy":
      return (
        <Status tone="good" shape="disc">
          Healthy
        </Status>
      );
    case "degraded":
      return (
        <Status tone="warn" shape="triangle">
          Degraded
        </Status>
      );
    case "failing":
      return (
        <Status tone="bad" shape="square">
          Failing
        </Status>
      );
    case "idle":
      return (
        <Status tone="muted" shape="half">
          <span className="text-muted">Idle</span>
        </Status>
      );
    case "disabled":
      return (
        <Status tone="muted" shape="ring">
          <span className="text-muted">Disabled</span>
        </Status>
      );
  }
}

function reasonOf({ state, attempts, failures, lastError }: ProviderStatusProps["activity"]): string {
  if (state === "disabled") return "Gets no requests until it is enabled";
  if (attempts === 0) return "No attempts in the last hour";
  const counted = `${failures} of ${attempts} attempts failed in the last hour`;
  return lastError === null ? counted : `${counted}\nThe last one with ${lastError}`;
}
