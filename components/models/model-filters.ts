import type { Filter } from "#components/data-table/filter-bar.tsx";
import { formatMoneyExact } from "#components/format/format-money.ts";
import { formatTokens } from "#components/format/format-number.ts";
import type { ModelList } from "#lib/management/models/model-list.ts";
import { modeWords } from "./model-words.ts";

const contexts = [32_000, 128_000, 200_000, 1_000_000].map((count) => ({
  value: String(count),
  label: `${formatTokens(count)} tokens`,
}));
const prices = ["0.1", "0.5", "1", "3", "10"].map((value) => ({ value, label: formatMoneyExact(value) }));

type Titles = Readonly<Record<string, string>>;

/** What the list can be narrowed to by a value, in the order in which it is offered. */
export function modelFilters({ connections }: Pick<ModelList, "connections">, titles: Titles): readonly Filter[] {
  const providers = Object.entries(titles).map(([value, label]) => ({ value, label }));
  const via = connections.map(({ slug, name }) => ({ value: slug, label: name }));
  return [
    { id: "provider", label: "Provider", choices: providers },
    { id: "mode", label: "Mode", choices: Object.entries(modeWords).map(([value, label]) => ({ value, label })) },
    {
      id: "minContext",
      label: "Context",
      verb: "is at least",
      choices: contexts,
      free: { hint: "Write tokens such as 200k", parse: parseContext },
    },
    {
      id: "maxInputPrice",
      label: "Input price",
      verb: "is at most",
      choices: prices,
      free: { hint: "Write USD a million tokens, such as 0.25", parse: parsePrice },
    },
    ...(via.length === 0 ? [] : [{ id: "via", label: "Works", verb: "through", choices: via }]),
  ];
}

const sizes: Readonly<Record<string, number>> = { "": 1, k: 1_000, m: 1_000_000 };

/** `200k`, `1.5M`, `131072`. */
export function parseContext(typed: string): string | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*([km]?)$/i.exec(typed.replaceAll(",", ""));
  const size = sizes[match?.[2]?.toLowerCase() ?? ""];
  const tokens = Math.round(Number(match?.[1]) * (size ?? 1));
  return tokens > 0 ? String(tokens) : undefined;
}

export function parsePrice(typed: string): string | undefined {
  return /^\$?(\d{1,7}(?:\.\d{1,12})?)$/.exec(typed)?.[1];
}
