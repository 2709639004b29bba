import { formatCount } from "#components/format/format-number.ts";
import { matchesPattern } from "#lib/core/match-pattern.ts";
import type { ReachableModel } from "#lib/management/models/list-reachable-models.ts";

type PatternMatchProps = {
  readonly patterns: readonly string[];
  readonly models: readonly ReachableModel[];
  /** Said while there are none: "All models are allowed." */
  readonly empty: string;
};

/** What the patterns come to now. One that matches nothing is told: it may be a slip, or a model of tomorrow. */
export function PatternMatch({ patterns, models, empty }: PatternMatchProps) {
  if (patterns.length === 0) return empty;
  const barren = patterns.filter((pattern) => !models.some(({ id }) => isMeant(id, pattern)));
  const matched = models.filter(({ id }) => patterns.some((pattern) => isMeant(id, pattern))).length;
  const count = `Matches ${formatCount(matched)} of ${formatCount(models.length)} models your providers offer.`;
  if (barren.length === 0) return count;
  return (
    <>
      {count} <span className="text-warn">None is called </span>
      <span className="code text-warn">{barren.join(", ")}</span>
      <span className="text-warn"> now.</span>
    </>
  );
}

/** A reseller's `anthropic/claude-opus-4` is asked for as `claude-opus-4` too. */
function isMeant(id: string, pattern: string): boolean {
  return matchesPattern(id, pattern) || matchesPattern(id.slice(id.lastIndexOf("/") + 1), pattern);
}
