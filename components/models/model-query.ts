import { compareDecimals, parseDecimal } from "#components/format/decimal.ts";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { capabilityWords } from "./model-words.ts";

/** What narrows and orders the list, by its name in the address. */
export type ModelQuery = Pick<URLSearchParams, "get">;

export type ModelOrder = { readonly id: ModelSort; readonly desc: boolean };

export const modelSorts = ["model", "provider", "input", "cached", "output", "context", "released"] as const;
export type ModelSort = (typeof modelSorts)[number];

/** The filters that are on or off; the address says `true` for on. */
export const modelFlags = ["here", "free", ...capabilityWords.map(({ id }) => id)] as const;

/** The filters that have a value. */
export const modelValues = ["provider", "mode", "via", "minContext", "maxInputPrice"] as const;

type Places = { readonly connections: readonly { readonly slug: string }[] };

/** The models that the address asks for, in its order. */
export function findModels(
  models: readonly ModelListRow[],
  query: ModelQuery,
  { connections }: Places,
): readonly ModelListRow[] {
  const words = wordsOf(query);
  const tests = testsOf(query, connections);
  const found = models.filter(
    (model) => tests.every((test) => test(model)) && words.every((word) => searchText(model).includes(word)),
  );
  const order = readOrder(query);
  return order ? sortModels(found, order) : bestFirst(found, words.join(" "));
}

export function readOrder(query: ModelQuery): ModelOrder | undefined {
  const text = query.get("sort") ?? "";
  const id = modelSorts.find((known) => known === text.replace(/^-/, ""));
  return id && { id, desc: text.startsWith("-") };
}

export function writeOrder(order: { readonly id: string; readonly desc: boolean } | undefined): string | undefined {
  return order && `${order.desc ? "-" : ""}${order.id}`;
}

export function isNarrowed(query: ModelQuery): boolean {
  return ["search", ...modelFlags, ...modelValues].some((name) => query.get(name) !== null);
}

type Test = (model: ModelListRow) => boolean;

function testsOf(query: ModelQuery, connections: Places["connections"]): readonly Test[] {
  const on = (name: string) => query.get(name) === "true";
  const provider = query.get("provider");
  const mode = query.get("mode");
  const via = query.get("via");
  const place = connections.findIndex(({ slug }) => slug === via);
  const minContext = Number(query.get("minContext") ?? 0) || 0;
  const tests: readonly (Test | false)[] = [
    on("here") && ((model) => model.servedBy !== undefined),
    on("free") && ((model) => model.price === "free"),
    provider !== null && ((model) => model.provider === provider),
    mode !== null && ((model) => model.mode === mode),
    via !== null && ((model) => model.servedBy?.includes(place) ?? false),
    minContext > 0 && ((model) => (model.context ?? 0) >= minContext),
    costsAtMost(query.get("maxInputPrice")),
    ...capabilityWords.map(({ id }): Test | false => on(id) && ((model) => model.can?.includes(id) ?? false)),
  ];
  return tests.filter((test) => test !== false);
}

/** Leaves out models without a known input price. What is no amount narrows nothing. */
function costsAtMost(text: string | null): Test | false {
  const most = text === null ? undefined : parseDecimal(text);
  if (most === undefined) return false;
  return (model) => {
    const price = parseDecimal(tokenPrice(model, "inputUsdPerMtok") ?? "");
    return price !== undefined && compareDecimals(price, most) <= 0;
  };
}

/** USD per million tokens; nothing where it is unknown or has no such price. */
export function tokenPrice(model: ModelListRow, field: string): string | undefined {
  return model.price === "free" ? "0" : model.prices?.[field];
}

const searchTexts = new WeakMap<ModelListRow, string>();

function searchText(model: ModelListRow): string {
  const known = searchTexts.get(model);
  if (known !== undefined) return known;
  const text = `${model.provider}/${model.id} ${model.name}`.toLowerCase();
  searchTexts.set(model, text);
  return text;
}

function wordsOf(query: ModelQuery): readonly string[] {
  return (query.get("search") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
}

/** What is called just so comes first, then what begins so; among equals what can be asked for here, the newest first. */
function bestFirst(models: readonly ModelListRow[], search: string): readonly ModelListRow[] {
  const rank = ({ id, servedBy }: ModelListRow) => {
    const closeness = search === "" || id === search ? 0 : id.startsWith(search) ? 2 : 4;
    return closeness + (servedBy ? 0 : 1);
  };
  return models.toSorted(
    (one, other) => rank(one) - rank(other) || compareValues(other.releasedOn ?? "", one.releasedOn ?? ""),
  );
}

type Comparable = string | number | undefined;

const sortValues: Readonly<Record<ModelSort, (model: ModelListRow) => Comparable>> = {
  model: ({ id }) => id.toLowerCase(),
  provider: ({ provider }) => provider,
  input: (model) => tokenPrice(model, "inputUsdPerMtok"),
  cached: (model) => tokenPrice(model, "cachedInputUsdPerMtok"),
  output: (model) => tokenPrice(model, "outputUsdPerMtok"),
  context: ({ context }) => context,
  released: ({ releasedOn }) => releasedOn,
};

const priceSorts: readonly ModelSort[] = ["input", "cached", "output"];

/** What has no value comes last either way: nobody who sorts by price looks for the unpriced. */
function sortModels(models: readonly ModelListRow[], { id, desc }: ModelOrder): readonly ModelListRow[] {
  const compare = priceSorts.includes(id) ? comparePrices : compareValues;
  const keyed = models.map((model) => ({ model, value: sortValues[id](model) }));
  const known = keyed.filter(({ value }) => value !== undefined);
  known.sort((one, other) => compare(one.value, other.value) * (desc ? -1 : 1));
  return [...known, ...keyed.filter(({ value }) => value === undefined)].map(({ model }) => model);
}

function compareValues(one: Comparable, other: Comparable): number {
  if (one === other || one === undefined || other === undefined) return 0;
  return one < other ? -1 : 1;
}

function comparePrices(one: Comparable, other: Comparable): number {
  const left = parseDecimal(String(one));
  const right = parseDecimal(String(other));
  return left && right ? compareDecimals(left, right) : 0;
}
