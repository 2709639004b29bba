import { Status } from "#components/ui/status.tsx";
import type { LiveState } from "./use-live.ts";

/** Whether what is on the page is the present. */
export function LiveStatus({ state }: { readonly state: LiveState }) {
  switch (state) {
    case "live":
      return (
        <Status tone="good" shape="disc" className="text-muted text-sm">
          Live
        </Status>
      );
    case "paused":
      return (
        <Status tone="muted" shape="ring" className="text-muted text-sm">
          Paused
        </Status>
      );
    case "unreachable":
      return (
        <Status tone="bad" shape="square" className="text-sm">
          Not reachable
        </Status>
      );
  }
}
