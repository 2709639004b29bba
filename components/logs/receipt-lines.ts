import { formatUsd, noMoney, parseUsd, sumMoney } from "#lib/core/money.ts";
import type { ChargeView } from "#lib/management/logs/log-view.ts";

const words: Readonly<Record<string, string>> = {
  input: "Input",
  cached_input: "Cached input",
  cache_write: "Cache write, 5 min",
  cache_write_1h: "Cache write, 1 h",
  output: "Output",
  reasoning: "Reasoning",
  audio_input: "Audio input",
  cached_audio_input: "Cached audio input",
  audio_output: "Audio output",
  image_input: "Image input",
  cached_image_input: "Cached image input",
  image_output: "Image output",
  request: "Requests",
  image: "Images",
  second: "Seconds",
  character: "Characters",
  web_search: "Web searches",
};

/** What a charge is for, in words; a class that is newer than this page keeps its name. */
export function chargeName({ class: name }: Pick<ChargeView, "class">): string {
  return words[name] ?? name;
}

/** The lines' sum to the last digit. */
export function totalOf(charges: readonly Pick<ChargeView, "amountUsd">[]): string {
  return formatUsd(sumMoney(charges.map(({ amountUsd }) => parseUsd(amountUsd) ?? noMoney)));
}

/** The version that all lines share; undefined when they were priced by several. */
export function sharedVersion(charges: readonly Pick<ChargeView, "priceVersion">[]): string | undefined {
  const [first, ...others] = charges.map(({ priceVersion }) => priceVersion);
  return others.every((version) => version === first) ? first : undefined;
}
