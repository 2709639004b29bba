import { formatPercent } from "#components/format/format-number.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";
import { sharesOf } from "./rule-tiers.ts";

type WeightBarProps = { readonly priority: number; readonly rules: readonly RuleView[] };

/** Places in the bar, told apart by strength as well as by the gap between them; the rows say the numbers. */
const tones = ["bg-accent", "bg-accent/60", "bg-accent/35", "bg-accent/20"] as const;

export function toneOf(index: number): string {
  return tones[index % tones.length] ?? tones[0];
}

/** How rules of equal priority share the traffic. */
export function WeightBar({ priority, rules }: WeightBarProps) {
  const shares = sharesOf(rules);
  const words = rules.map((rule) => `${rule.providerName} ${formatPercent(shares.get(rule.id) ?? 0)}`).join(", ");
  return (
    <div className="flex items-center gap-3 border-b px-4 py-2.5 text-xs">
      <span className="shrink-0 text-muted" data-hint={`Priority ${priority}`}>
        Shared by weight
      </span>
      <div role="img" aria-label={`Shares: ${words}`} className="flex h-1.5 min-w-0 flex-1 gap-0.5">
        {rules.map((rule, index) => {
          const share = shares.get(rule.id) ?? 0;
          return share === 0 ? null : (
            <span key={rule.id} className={`rounded-full ${toneOf(index)}`} style={{ flexGrow: share, flexBasis: 0 }} />
          );
        })}
      </div>
    </div>
  );
}
