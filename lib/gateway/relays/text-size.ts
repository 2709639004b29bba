const encoder = new TextEncoder();

/** How many bytes a text has in UTF-8: never fewer than any tokenizer makes tokens of it. */
export function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}

/** For the conditions of rules only. */
export function roughTokens(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / charactersPerToken);
}

const charactersPerToken = 4;
