import { Money } from "#components/format/money.tsx";
import { Status } from "#components/ui/status.tsx";
import type { ExplanationView } from "#lib/management/routers/explain-router.ts";

type Candidate = ExplanationView["candidates"][number];

/** Those that would be tried, in order, then those that would not, each with its reason. */
export function CandidateList({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const kept = candidates.filter((candidate) => candidate.kept);
  const others = candidates.filter((candidate) => !candidate.kept);
  return (
    <div className="flex flex-col gap-4">
      {kept.length === 0 ? <p className="text-muted text-sm">Nothing would serve this request now.</p> : null}
      {kept.length === 0 ? null : (
        <ol aria-label="Tried in this order" className="divide-y border-y">
          {kept.map((candidate, index) => (
            <li key={placeOf(candidate)} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2 text-sm">
              <span className="tabular-nums text-muted">{index + 1}</span>
              <CandidateName candidate={candidate} />
              <span className="ml-auto text-muted text-xs">
                about <Money usd={candidate.expectedCostUsd} />, at most <Money usd={candidate.worstCaseCostUsd} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {others.length === 0 ? null : (
        <ul aria-label="Not tried" className="flex flex-col gap-2 text-sm">
          {others.map((candidate) => (
            <li key={placeOf(candidate)} className="flex flex-wrap items-baseline gap-x-3">
              <Status tone="muted" shape="ring">
                Not tried
              </Status>
              <CandidateName candidate={candidate} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function CandidateName({ candidate: { provider, model, reason } }: { readonly candidate: Candidate }) {
  return (
    <span className="min-w-0">
      <span className="code break-all">{provider === null ? model : `${provider}/${model}`}</span>
      <span className="block text-muted text-xs">{reason}</span>
    </span>
  );
}

/** Two rules may lead to one place, and be left out for different reasons. */
function placeOf({ provider, model, reason }: Candidate): string {
  return [provider, model, reason].join(" ");
}
