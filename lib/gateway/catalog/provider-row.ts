import { z } from "zod";

const text = z.string().min(1);
const texts = z.array(text);

/** What is known of a provider's API, hosted or local; absent means it has none or nobody knows. */
export const providerRow = z.strictObject({
  id: text,
  name: text,
  kind: z.enum(["hosted", "local", "custom"]),
  /** With the version segment; absent where every installation has its own. */
  baseUrl: text.exactOptional(),
  wire: z.enum(["openai", "anthropic", "gemini"]),
  auth: z.strictObject({ header: text, value: text }),
  extraHeaders: z.record(text, text),
  env: texts,
  docsUrl: text.exactOptional(),
  modelsEndpoint: text.exactOptional(),
  openaiCompatibleBaseUrl: text.exactOptional(),
  anthropicCompatibleBaseUrl: text.exactOptional(),
  endpoints: texts,
  reasoningField: text.exactOptional(),
  usageInStream: text.exactOptional(),
  notes: texts,
  sources: texts,
  unverified: texts,
});

/** How much the catalog holds, and what it was made from. */
export const catalogIndex = z.strictObject({
  asOf: z.iso.date(),
  models: z.int().positive(),
  providers: z.int().positive(),
  modelsByProvider: z.record(text, z.int().positive()),
  sources: z.array(z.strictObject({ name: text, asOf: z.iso.date(), license: text, what: text })),
});

export type ProviderRow = Readonly<z.infer<typeof providerRow>>;
export type CatalogIndex = Readonly<z.infer<typeof catalogIndex>>;
