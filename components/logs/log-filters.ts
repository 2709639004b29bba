import type { LogChoices } from "#lib/management/logs/list-log-choices.ts";
import type { Filter } from "../data-table/filter-bar.tsx";
import { formatMoneyExact } from "../format/format-money.ts";
import type { FilterName } from "./log-query.ts";

export type LogFilter = Filter & { readonly id: FilterName };

const costs = ["0.001", "0.01", "0.1", "1"].map((value) => ({ value, label: formatMoneyExact(value) }));

/** What the log can be narrowed to, in the order in which it is offered. */
export function logFilters({ providers, keys, models }: LogChoices): readonly LogFilter[] {
  return [
    {
      id: "status",
      label: "Status",
      choices: [
        { value: "success", label: "Success" },
        { value: "error", label: "Error" },
        { value: "cancelled", label: "Cancelled" },
      ],
    },
    { id: "provider", label: "Provider", choices: providers },
    { id: "model", label: "Model", choices: models, free: { hint: "Write a model's name", parse: parseModel } },
    { id: "keyId", label: "Key", choices: keys },
    {
      id: "minCostUsd",
      label: "Cost",
      verb: "is at least",
      choices: costs,
      free: { hint: "Write an amount such as 0.05", parse: parseCost },
    },
    {
      id: "metadata",
      label: "Metadata",
      verb: "has",
      choices: [],
      free: { hint: "Write key:value, such as team:search", parse: parseMetadata },
    },
  ];
}

export function parseCost(typed: string): string | undefined {
  return /^\$?(\d{1,9}(?:\.\d{1,9})?)$/.exec(typed)?.[1];
}

export function parseMetadata(typed: string): string | undefined {
  return /^[^:]{1,64}:.{1,512}$/.test(typed) ? typed : undefined;
}

function parseModel(typed: string): string | undefined {
  return typed === "" ? undefined : typed;
}
