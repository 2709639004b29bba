import type { CatalogModel } from "./catalog.ts";

type Models = ReadonlyMap<string, CatalogModel>;

/** The maker's own API, by the prefix under which resellers list its models. */
const firstParties: ReadonlyMap<string, string> = new Map([
  ["openai", "openai"],
  ["anthropic", "anthropic"],
  ["google", "google"],
  ["mistralai", "mistral"],
  ["mistral", "mistral"],
  ["x-ai", "xai"],
  ["xai", "xai"],
  ["deepseek", "deepseek"],
  ["deepseek-ai", "deepseek"],
  ["cohere", "cohere"],
  ["perplexity", "perplexity"],
  ["moonshotai", "moonshot"],
  ["z-ai", "zai"],
  ["zai", "zai"],
  ["zai-org", "zai"],
  ["minimax", "minimax"],
  ["minimaxai", "minimax"],
  ["alibaba", "alibaba"],
  ["qwen", "alibaba"],
]);

/**
 * The bare names that a provider's models answer to besides their ids.
 *
 * 1. `openai/gpt-4o-mini` answers to what stands after the last slash. Where several do, the one whose maker lists
 *    that very name in its own API; where that leaves none or several, nobody does.
 * 2. Claude's versions are written with dashes by Anthropic and with dots by resellers; the two spellings name the
 *    same model. A name with a date, or `-latest`, means the undated one only if there is a single dated one.
 *
 * Everything else is left unnamed: a wrong guess would be a wrong model and a wrong price.
 */
export function nameModels(models: readonly CatalogModel[], ids: ReadonlyMap<string, Models>): Models {
  const names = new Map<string, CatalogModel>();
  for (const [tail, candidates] of Map.groupBy(models, tailOf)) {
    const meant = candidates.length === 1 ? candidates[0] : ofItsMaker(tail, candidates, ids);
    if (meant) names.set(tail, meant);
  }
  const anthropic = ids.get("anthropic");
  if (anthropic) nameClaudes(names, models, [...anthropic.keys()]);
  return names;
}

function ofItsMaker(tail: string, candidates: readonly CatalogModel[], ids: ReadonlyMap<string, Models>) {
  const own = candidates.filter(({ id }) => {
    const maker = firstParties.get(id.slice(0, id.lastIndexOf("/")).toLowerCase());
    return maker !== undefined && ids.get(maker)?.has(tail);
  });
  return own.length === 1 ? own[0] : undefined;
}

/** Adds Anthropic's spellings to a reseller's Claudes, and the resellers' spellings to Anthropic's own. */
function nameClaudes(
  names: Map<string, CatalogModel>,
  models: readonly CatalogModel[],
  official: readonly string[],
): void {
  const byAnthropic = models.filter(({ id, provider }) => provider === "anthropic" || id.startsWith("anthropic/"));
  const claudes = byAnthropic.filter((model) => tailOf(model).startsWith("claude-"));
  const snapshots = Map.groupBy(official.filter(isDated), undated);
  for (const [family, candidates] of Map.groupBy(claudes, (model) => undated(dashed(tailOf(model))))) {
    const [snapshot, second] = snapshots.get(family) ?? [];
    const single = second === undefined ? snapshot : undefined;
    const meant = [family, single, `${family}-latest`]
      .filter((name) => name === family || single !== undefined)
      .map((name) => candidates.find((model) => dashed(tailOf(model)) === name))
      .find((model) => model !== undefined);
    if (!meant) continue;
    setNew(names, [family, dotted(family)], meant);
    if (single)
      setNew(
        names,
        [single, `${family}-latest`].filter((name) => official.includes(name)),
        meant,
      );
  }
}

function setNew(names: Map<string, CatalogModel>, keys: readonly string[], model: CatalogModel): void {
  for (const key of keys) if (!names.has(key)) names.set(key, model);
}

function tailOf({ id }: CatalogModel): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function isDated(name: string): boolean {
  return /-\d{8}$/.test(name);
}

function undated(name: string): string {
  return name.replace(/-(\d{8}|latest)$/, "");
}

function dashed(name: string): string {
  return name.replaceAll(".", "-");
}

/** `claude-haiku-4-5` as resellers write it: `claude-haiku-4.5`. */
function dotted(name: string): string {
  return name.replace(/-(\d)-(\d)(?=-|$)/, "-$1.$2");
}
