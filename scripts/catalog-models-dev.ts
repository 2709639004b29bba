import { z } from "zod";
import { knownLimits, type ListedModel, type Listing, modeOf, plausiblePrices, toPrice } from "./catalog-listing.ts";

/** Our providers by their names at models.dev. OpenRouter is left out: it speaks for itself. */
const providers: ReadonlyMap<string, string> = new Map([
  ["openai", "openai"],
  ["anthropic", "anthropic"],
  ["google", "google"],
  ["azure", "azure-openai"],
  ["groq", "groq"],
  ["mistral", "mistral"],
  ["deepseek", "deepseek"],
  ["xai", "xai"],
  ["togetherai", "together"],
  ["fireworks-ai", "fireworks"],
  ["cohere", "cohere"],
  ["perplexity", "perplexity"],
  ["cerebras", "cerebras"],
  ["nvidia", "nvidia"],
  ["deepinfra", "deepinfra"],
  ["moonshotai", "moonshot"],
  ["zai", "zai"],
  ["minimax", "minimax"],
  ["alibaba", "alibaba"],
  ["novita-ai", "novita"],
  ["nebius", "nebius"],
  ["siliconflow", "siliconflow"],
  ["huggingface", "huggingface"],
  ["github-models", "github-models"],
  ["scaleway", "scaleway"],
  ["baseten", "baseten"],
  ["vercel", "vercel"],
]);

const modelsDevModel = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  reasoning: z.boolean().optional(),
  tool_call: z.boolean().optional(),
  structured_output: z.boolean().optional(),
  temperature: z.boolean().optional(),
  release_date: z.string().optional(),
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }).optional(),
  cost: z.record(z.string(), z.unknown()).optional(),
  limit: z.object({ context: z.number().optional(), output: z.number().optional() }).optional(),
});

const modelsDevBody = z.record(z.string(), z.object({ models: z.record(z.string(), modelsDevModel) }));

/** Azure serves other makers' models as well, at addresses of another kind; ours are those of its OpenAI service. */
const openaiFamily = /^(gpt-|o\d|chatgpt|codex|computer-use|dall-e|text-embedding|tts|whisper|sora)/;

/** The `api.json` of models.dev: JSON numbers in USD per million tokens, by provider and model. */
export function readModelsDev(body: unknown): readonly Listing[] {
  return Object.entries(modelsDevBody.parse(body)).flatMap(([name, listed]) => {
    const provider = providers.get(name);
    const all = Object.values(listed.models).map(toListedModel);
    const models = provider === "azure-openai" ? all.filter(({ id }) => openaiFamily.test(id)) : all;
    return provider === undefined ? [] : [{ source: "models.dev", provider, models }];
  });
}

function toListedModel(model: z.infer<typeof modelsDevModel>): ListedModel {
  const { input: inputModalities = ["text"], output: outputModalities = ["text"] } = model.modalities ?? {};
  const cost = model.cost ?? {};
  const { structured_output: jsonSchema, temperature, release_date: releasedOn = "" } = model;
  return {
    id: model.id,
    name: model.name,
    mode: modeOf(model.id, outputModalities),
    variable: false,
    prices: plausiblePrices({
      inputUsdPerMtok: toPrice(cost["input"], 0),
      outputUsdPerMtok: toPrice(cost["output"], 0),
      cachedInputUsdPerMtok: toPrice(cost["cache_read"], 0),
      cacheWriteUsdPerMtok: toPrice(cost["cache_write"], 0),
      audioInputUsdPerMtok: toPrice(cost["input_audio"], 0),
      audioOutputUsdPerMtok: toPrice(cost["output_audio"], 0),
    }),
    ...knownLimits(model.limit?.context, model.limit?.output),
    inputModalities,
    outputModalities,
    capabilities: {
      tools: model.tool_call ?? false,
      ...(jsonSchema === undefined ? {} : { jsonSchema }),
      vision: inputModalities.includes("image"),
      reasoning: model.reasoning ?? false,
      streaming: true,
      ...(temperature === undefined ? {} : { temperature }),
    },
    ...(/^\d{4}-\d{2}(-\d{2})?$/.test(releasedOn) ? { releasedOn } : {}),
  };
}
