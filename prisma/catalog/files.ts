import alibaba from "./models/alibaba.json" with { type: "json" };
import anthropic from "./models/anthropic.json" with { type: "json" };
import azureOpenai from "./models/azure-openai.json" with { type: "json" };
import baseten from "./models/baseten.json" with { type: "json" };
import cerebras from "./models/cerebras.json" with { type: "json" };
import cohere from "./models/cohere.json" with { type: "json" };
import deepinfra from "./models/deepinfra.json" with { type: "json" };
import deepseek from "./models/deepseek.json" with { type: "json" };
import fireworks from "./models/fireworks.json" with { type: "json" };
import githubModels from "./models/github-models.json" with { type: "json" };
import google from "./models/google.json" with { type: "json" };
import groq from "./models/groq.json" with { type: "json" };
import huggingface from "./models/huggingface.json" with { type: "json" };
import hyperbolic from "./models/hyperbolic.json" with { type: "json" };
import jina from "./models/jina.json" with { type: "json" };
import minimax from "./models/minimax.json" with { type: "json" };
import mistral from "./models/mistral.json" with { type: "json" };
import moonshot from "./models/moonshot.json" with { type: "json" };
import nebius from "./models/nebius.json" with { type: "json" };
import novita from "./models/novita.json" with { type: "json" };
import nvidia from "./models/nvidia.json" with { type: "json" };
import openai from "./models/openai.json" with { type: "json" };
import openrouter from "./models/openrouter.json" with { type: "json" };
import perplexity from "./models/perplexity.json" with { type: "json" };
import sambanova from "./models/sambanova.json" with { type: "json" };
import scaleway from "./models/scaleway.json" with { type: "json" };
import siliconflow from "./models/siliconflow.json" with { type: "json" };
import together from "./models/together.json" with { type: "json" };
import vercel from "./models/vercel.json" with { type: "json" };
import voyage from "./models/voyage.json" with { type: "json" };
import xai from "./models/xai.json" with { type: "json" };
import zai from "./models/zai.json" with { type: "json" };

/**
 * The models of all providers as they lie beside this file, not yet checked: `readCatalog` does that. Imported one by
 * one, because that is what Node, a bundler and a serverless build all follow without being told of the files.
 */
export const catalogFiles: readonly unknown[] = [
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
];
