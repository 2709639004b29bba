import { formatMoneyExact, formatPrice } from "#components/format/format-money.ts";
import { formatTokens } from "#components/format/format-number.ts";
import { Unknown } from "#components/format/unknown.tsx";
import type { ModelListRow } from "#lib/management/models/model-list.ts";
import { tokenPrice } from "./model-query.ts";

type PriceCellProps = {
  readonly model: ModelListRow;
  readonly field: "inputUsdPerMtok" | "cachedInputUsdPerMtok" | "outputUsdPerMtok";
  readonly side: "in" | "cached" | "out";
};

/** What is not sold by the token, and what one of it is called. */
const units = [
  ["perImageUsd", "image"],
  ["perSecondUsd", "s"],
  ["perCharacterUsd", "char"],
  ["perRequestUsd", "call"],
] as const;

/** A price per million tokens, never rounded; what long prompts cost is on hover. */
export function PriceCell({ model, field, side }: PriceCellProps) {
  const price = tokenPrice(model, field);
  if (price === undefined) return side === "in" ? <OtherPrice model={model} /> : <Absent model={model} side={side} />;
  const steps = stepsOf(model, field);
  const own = model.own ? "Your own price" : "";
  const hint = [own, ...steps].filter(Boolean).join(". ");
  return (
    <data value={price} data-hint={hint === "" ? undefined : hint}>
      {model.own && side === "in" ? <span className="mr-1.5 font-medium text-2xs text-accent">Own</span> : null}
      <span className={steps.length > 0 ? "underline decoration-dotted decoration-faint underline-offset-4" : ""}>
        {formatPrice(price)}
      </span>
      {steps.length > 0 ? <span className="sr-only">. {steps.join(". ")}</span> : null}
      {/* On phones there is no column's head to say it. */}
      {price === "0" ? null : <span className="md:hidden"> {side}</span>}
    </data>
  );
}

function stepsOf({ longContext = [] }: ModelListRow, field: string): readonly string[] {
  return longContext.flatMap(({ aboveTokens, prices }) => {
    const price = prices[field];
    return price === undefined ? [] : [`${formatPrice(price)} above ${formatTokens(aboveTokens)} tokens`];
  });
}

function OtherPrice({ model }: Pick<PriceCellProps, "model">) {
  for (const [field, unit] of units) {
    const price = model.prices?.[field];
    if (price !== undefined) return <data value={price}>{`${formatMoneyExact(price)}/${unit}`}</data>;
  }
  return <Absent model={model} side="in" />;
}

function Absent({ model, side }: Pick<PriceCellProps, "model" | "side">) {
  if (model.price === "unknown") return <Unknown reason="No price is known. Requests are logged without a cost." />;
  return <Unknown reason={side === "cached" ? "No price of its own for cached input" : "No price for these tokens"} />;
}
