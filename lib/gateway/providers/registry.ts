import { alibaba } from "./alibaba.ts";
import { anthropic } from "./anthropic.ts";
import { azureOpenai } from "./azure-openai.ts";
import { baseten } from "./baseten.ts";
import { cerebras } from "./cerebras.ts";
import { cohere } from "./cohere.ts";
import { deepinfra } from "./deepinfra.ts";
import { deepseek } from "./deepseek.ts";
import { fireworks } from "./fireworks.ts";
import { githubModels } from "./github-models.ts";
import { google } from "./google.ts";
import { groq } from "./groq.ts";
import { huggingface } from "./huggingface.ts";
import { hyperbolic } from "./hyperbolic.ts";
import { jina } from "./jina.ts";
import { llamacpp } from "./llamacpp.ts";
import { lmstudio } from "./lmstudio.ts";
import { minimax } from "./minimax.ts";
import { mistral } from "./mistral.ts";
import { moonshot } from "./moonshot.ts";
import { nebius } from "./nebius.ts";
import { novita } from "./novita.ts";
import { nvidia } from "./nvidia.ts";
import { ollama } from "./ollama.ts";
import { openai } from "./openai.ts";
import { openaiCompatible } from "./openai-compatible.ts";
import { openrouter } from "./openrouter.ts";
import { perplexity } from "./perplexity.ts";
import type { Provider } from "./provider.ts";
import { sambanova } from "./sambanova.ts";
import { scaleway } from "./scaleway.ts";
import { siliconflow } from "./siliconflow.ts";
import { simulator } from "./simulator.ts";
import { together } from "./together.ts";
import { vercel } from "./vercel.ts";
import { vllm } from "./vllm.ts";
import { voyage } from "./voyage.ts";
import { xai } from "./xai.ts";
import { zai } from "./zai.ts";

/** Every kind of provider, in the order in which the dashboard offers them. */
export const providers: readonly Provider[] = [
  openai,
  anthropic,
  google,
  openrouter,
  azureOpenai,
  groq,
  mistral,
  deepseek,
  xai,
  together,
  fireworks,
  cohere,
  perplexity,
  cerebras,
  nvidia,
  deepinfra,
  moonshot,
  zai,
  minimax,
  alibaba,
  novita,
  nebius,
  siliconflow,
  sambanova,
  hyperbolic,
  huggingface,
  githubModels,
  scaleway,
  baseten,
  voyage,
  jina,
  vercel,
  openaiCompatible,
  ollama,
  lmstudio,
  vllm,
  llamacpp,
  simulator,
];

const byKind = new Map(providers.map((provider) => [provider.kind, provider]));

export function findProvider(kind: string): Provider | undefined {
  return byKind.get(kind);
}
