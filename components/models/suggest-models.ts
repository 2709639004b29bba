import type { Suggestion } from "#components/forms/suggestion-list.tsx";
import type { Suggest } from "#components/forms/use-chips.ts";
import type { ReachableModel } from "#lib/management/models/list-reachable-models.ts";

const most = 60;

/** Names that an enabled provider serves: those that begin with what was typed before those that contain it. */
export function suggestModels(models: readonly ReachableModel[]): Suggest {
  return (text) => {
    const wanted = text.trim().toLowerCase().replaceAll("*", "");
    const first: Suggestion[] = [];
    const others: Suggestion[] = [];
    for (const { id, provider } of models) {
      const at = id.toLowerCase().indexOf(wanted);
      if (at < 0) continue;
      (at === 0 ? first : others).push({ value: id, note: provider });
      if (first.length >= most) break;
    }
    return [...first, ...others].slice(0, most);
  };
}
