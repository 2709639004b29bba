import { type Comparison, isEmpty, type PriceChange } from "./catalog-compare.ts";
import { type ListedModel, listedPriceFields } from "./catalog-listing.ts";

/** A comparison for people: a summary, then a line for each thing that differs. Silent where nothing does. */
export function printComparison(comparison: Comparison): readonly string[] {
  const { listing, added, gone, back, changed, suspicious, staleTiers, unstated, decided } = comparison;
  if (isEmpty(comparison) && unstated.length === 0) return [];
  const counts = [
    `${added.length} added`,
    `${gone.length} gone`,
    `${changed.length} prices changed`,
    ...(decided > 0 ? [`${decided} known disagreements left as decided`] : []),
  ];
  return [
    `${listing.provider}: ${listing.models.length} listed by ${listing.source}; ${counts.join(", ")}`,
    ...added.map((model) => `  + added    ${model.id}  ${pricesOf(model)}`),
    ...gone.map((id) => `  - gone     ${id}  (kept with its prices, marked unlisted)`),
    ...back.map((id) => `  + back     ${id}`),
    ...changed.map((change) => `  ~ price    ${moved(change)}`),
    ...staleTiers.map(
      (id) => `  ? tiers    ${id}  (its long-context, batch, flex or priority prices were left: check them)`,
    ),
    ...suspicious.map((change) => `  ! kept     ${moved(change)}  (a paid price does not vanish; ${howTo(change)})`),
    ...unstated.map(({ id, field, kept }) => `  ! kept     ${id}  ${field} ${kept}  (no longer stated)`),
  ];
}

function moved({ id, field, from = "none", to }: PriceChange): string {
  return `${id}  ${field} ${from} -> ${to}`;
}

function howTo({ to }: PriceChange): string {
  return to === "variable" ? "edit the row if it is true" : "--accept-free believes it";
}

function pricesOf({ prices, variable }: ListedModel): string {
  if (variable) return "price known only afterwards";
  const stated = listedPriceFields.flatMap((field) =>
    prices[field] === undefined ? [] : [`${field} ${prices[field]}`],
  );
  return stated.length === 0 ? "no price" : stated.join(", ");
}
