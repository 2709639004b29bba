import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

/** Above this many characters the count is scaled up from a sample: an estimate must not block the process. */
const sampleCharacters = 200_000;

/**
 * Counts with OpenAI's current encoding; for other makers' models it is a fair estimate. Only used where a provider
 * reported no usage.
 */
export function countGptTokens(text: string): number {
  if (text === "") return 0;
  const sample = text.slice(0, sampleCharacters);
  const counted = countTokens(sample, { allowedSpecial: "all" });
  return Math.ceil((counted * text.length) / sample.length);
}
