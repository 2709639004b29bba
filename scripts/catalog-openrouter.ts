import { z } from "zod";
import { knownLimits, type ListedModel, type Listing, modeOf, plausiblePrices, toPrice } from "./catalog-listing.ts";

const openrouterModel = z.object({
  id: z.string().min(1),
  canonical_slug: z.string().nullish(),
  name: z.string().min(1),
  created: z.number().nullish(),
  context_length: z.number().nullish(),
  architecture: z.object({ input_modalities: z.array(z.string()), output_modalities: z.array(z.string()) }),
  pricing: z.record(z.string(), z.unknown()),
  top_provider: z.object({ max_completion_tokens: z.number().nullish() }).nullish(),
  supported_parameters: z.array(z.string()).nullish(),
});

const openrouterBody = z.object({ data: z.array(openrouterModel).min(1) });

/** OpenRouter's `GET /models`: decimal strings in USD per token, `-1` where the price is only known afterwards. */
export function readOpenrouter(body: unknown): readonly Listing[] {
  const models = openrouterBody.parse(body).data.map(toListedModel);
  return [{ source: "openrouter-api", provider: "openrouter", models }];
}

function toListedModel(model: z.infer<typeof openrouterModel>): ListedModel {
  const { pricing, architecture, canonical_slug: slug } = model;
  const prices = plausiblePrices({
    inputUsdPerMtok: toPrice(pricing["prompt"], 6),
    outputUsdPerMtok: toPrice(pricing["completion"], 6),
    cachedInputUsdPerMtok: toPrice(pricing["input_cache_read"], 6),
    cacheWriteUsdPerMtok: toPrice(pricing["input_cache_write"], 6),
    cacheWrite1hUsdPerMtok: toPrice(pricing["input_cache_write_1h"], 6),
    audioInputUsdPerMtok: toPrice(pricing["audio"], 6),
    audioOutputUsdPerMtok: toPrice(pricing["audio_output"], 6),
    perRequestUsd: toPrice(pricing["request"], 0),
  });
  return {
    id: model.id,
    name: model.name,
    mode: modeOf(model.id, architecture.output_modalities),
    variable: String(pricing["prompt"]).startsWith("-"),
    prices,
    ...knownLimits(model.context_length, model.top_provider?.max_completion_tokens),
    inputModalities: architecture.input_modalities.map((name) => (name === "file" ? "pdf" : name)),
    outputModalities: architecture.output_modalities.map((name) => (name === "embeddings" ? "embedding" : name)),
    capabilities: capabilitiesOf(model, prices.cachedInputUsdPerMtok !== undefined),
    ...(model.created ? { releasedOn: new Date(model.created * 1_000).toISOString().slice(0, 10) } : {}),
    ...(slug && slug !== model.id ? { alias: slug } : {}),
  };
}

function capabilitiesOf({ supported_parameters, architecture }: z.infer<typeof openrouterModel>, promptCache: boolean) {
  const parameters = new Set(supported_parameters ?? []);
  return {
    tools: parameters.has("tools"),
    jsonSchema: parameters.has("structured_outputs"),
    vision: architecture.input_modalities.includes("image"),
    reasoning: parameters.has("reasoning"),
    promptCache,
    streaming: true,
    temperature: parameters.has("temperature"),
  };
}
