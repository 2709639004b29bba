import type { JsonObject } from "#lib/core/json.ts";
import { type ChatKind, chatFacts, reply, usage } from "./chat-facts.ts";
import { anthropicFacts, googleFacts } from "./native-facts.ts";
import type { ProviderFacts } from "./provider.ts";

const reasoning = (field: "reasoning" | "reasoning_content") => ({
  ...reply({ fields: { [field]: "Hm." }, usage: usage({ completion_tokens_details: { reasoning_tokens: 3 } }) }),
  reasoning: "Hm.",
  counts: { input: 10, cached_input: 2, output: 2, reasoning: 3 },
});
const inContent = reply({ usagePlace: "last" });
const vllmErrors = {
  contextLength: {
    status: 400,
    body: {
      object: "error",
      message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
      type: "BadRequestError",
      param: null,
      code: 400,
    },
  },
};

/** Chat kinds that differ from OpenAI's own format in nothing but their address and the name of the output cap. */
const capped = { cap: "max_tokens" } as const;

const chatKinds: Readonly<Record<string, ChatKind>> = {
  openai: { model: "gpt-4o-mini", base: "https://api.openai.com/v1", responses: true },
  "azure-openai": {
    model: "my-deployment",
    base: "https://unit.openai.azure.com/openai/v1",
    baseUrl: "https://unit.openai.azure.com/openai/v1",
    headers: { "api-key": "sk-contract" },
    cap: "max_completion_tokens",
    responses: true,
    stream: reply({ before: [{ choices: [], prompt_filter_results: [{ prompt_index: 0 }] }] }),
    errors: {
      contentPolicy: {
        status: 400,
        body: {
          error: {
            message: "The response was filtered due to the prompt triggering Azure's content management policy.",
            code: "content_filter",
            status: 400,
            innererror: { code: "ResponsibleAIPolicyViolation" },
          },
        },
      },
    },
  },
  openrouter: {
    model: "openai/gpt-4o-mini",
    base: "https://openrouter.ai/api/v1",
    stream: {
      ...reply({
        fields: { reasoning: "Hm.", reasoning_details: [{ type: "reasoning.text", text: "Hm.", index: 0 }] },
        comments: true,
        usage: { ...usage({ completion_tokens_details: { reasoning_tokens: 3 } }), cost: 0.0001 },
      }),
      reasoning: "Hm.",
      counts: { input: 10, cached_input: 2, output: 2, reasoning: 3 },
    },
    errors: {
      rateLimit: {
        status: 429,
        headers: { "retry-after": "7" },
        body: { error: { code: 429, message: "Rate limit exceeded", metadata: { error_type: "rate_limit_exceeded" } } },
      },
      contentPolicy: {
        status: 403,
        body: {
          error: { code: 403, message: "Input flagged", metadata: { reasons: ["violence"], flagged_input: "…" } },
        },
      },
    },
  },
  groq: {
    model: "llama-3.3-70b-versatile",
    base: "https://api.groq.com/openai/v1",
    cap: "max_completion_tokens",
    dropped: ["logit_bias", "logprobs", "top_logprobs", "top_k", "verbosity"],
    whole: reasoning("reasoning"),
    stream: reply({ usagePlace: "x_groq" }),
  },
  mistral: {
    model: "mistral-small-latest",
    base: "https://api.mistral.ai/v1",
    ...capped,
    dropped: [...["user", "logit_bias", "logprobs", "top_logprobs", "top_k"], ...["service_tier", "verbosity"]],
    body: { tool_choice: "any", random_seed: 7, tools: [{ function: { name: "weather" } }] },
    without: ["seed", "stream_options"],
    // Its chunks reach chat's clients as they are, thoughts in the list of contents included.
    stream: reply({
      fields: { content: [{ type: "thinking", thinking: [{ type: "text", text: "Hm." }] }] },
      usagePlace: "last",
    }),
    errors: {
      contextLength: {
        status: 400,
        body: {
          object: "error",
          message:
            "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
          type: "invalid_request_prompt_too_long",
          code: 3051,
        },
      },
      credentials: { status: 401, body: { detail: "Unauthorized" } },
    },
  },
  deepseek: {
    model: "deepseek-chat",
    base: "https://api.deepseek.com",
    ...capped,
    dropped: ["seed", "top_k", "logit_bias", "parallel_tool_calls", "service_tier", "verbosity"],
    stream: {
      ...reply({
        fields: { reasoning_content: "Hm." },
        usage: {
          prompt_tokens: 12,
          completion_tokens: 5,
          total_tokens: 17,
          prompt_cache_hit_tokens: 2,
          prompt_cache_miss_tokens: 10,
          completion_tokens_details: { reasoning_tokens: 3 },
        },
        usagePlace: "last",
      }),
      reasoning: "Hm.",
      counts: { input: 10, cached_input: 2, output: 2, reasoning: 3 },
    },
  },
  xai: {
    model: "grok-4-fast-reasoning",
    base: "https://api.x.ai/v1",
    dropped: ["logit_bias", "stop", "frequency_penalty", "presence_penalty"],
    stream: {
      ...reply({
        fields: { reasoning_content: "Hm." },
        usage: {
          prompt_tokens: 12,
          completion_tokens: 5,
          total_tokens: 20,
          prompt_tokens_details: { cached_tokens: 2 },
          completion_tokens_details: { reasoning_tokens: 3 },
        },
      }),
      reasoning: "Hm.",
      counts: { input: 10, cached_input: 2, output: 5, reasoning: 3 },
    },
  },
  together: {
    model: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    base: "https://api.together.xyz/v1",
    ...capped,
    whole: reasoning("reasoning"),
    stream: inContent,
  },
  fireworks: {
    model: "accounts/fireworks/models/llama-v3p3-70b-instruct",
    base: "https://api.fireworks.ai/inference/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
    stream: inContent,
  },
  cohere: {
    model: "command-a-03-2025",
    base: "https://api.cohere.ai/compatibility/v1",
    ...capped,
    dropped: [
      ...["logit_bias", "top_logprobs", "top_k", "parallel_tool_calls"],
      ...["service_tier", "metadata", "verbosity"],
    ],
    errors: {
      rateLimit: { status: 429, headers: { "retry-after": "7" }, body: { id: "e1", message: "trial key limit" } },
      contextLength: {
        status: 400,
        body: { id: "e2", message: "too many tokens: size limit exceeded by 10 tokens. Try using shorter inputs." },
      },
      credentials: { status: 401, body: { id: "e3", message: "invalid api token" } },
    },
  },
  perplexity: {
    model: "sonar",
    base: "https://api.perplexity.ai",
    ...capped,
    dropped: [
      ...["tools", "tool_choice", "parallel_tool_calls", "seed", "logit_bias", "logprobs", "top_logprobs"],
      ...["service_tier", "verbosity"],
    ],
    without: ["stream_options"],
    stream: reply({ usagePlace: "all" }),
  },
  cerebras: {
    model: "llama-3.3-70b",
    base: "https://api.cerebras.ai/v1",
    cap: "max_completion_tokens",
    dropped: ["frequency_penalty", "presence_penalty", "logit_bias", "top_k", "verbosity"],
    whole: reasoning("reasoning"),
    stream: inContent,
    errors: {
      contextLength: {
        status: 400,
        body: {
          message: "Please reduce the length of the messages or completion.",
          type: "invalid_request_error",
          param: "messages",
          code: "context_length_exceeded",
        },
      },
    },
  },
  nvidia: {
    model: "meta/llama-3.3-70b-instruct",
    base: "https://integrate.api.nvidia.com/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  deepinfra: {
    model: "meta-llama/Llama-3.3-70B-Instruct",
    base: "https://api.deepinfra.com/v1/openai",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  moonshot: {
    model: "kimi-k2-0905-preview",
    base: "https://api.moonshot.ai/v1",
    ...capped,
    dropped: ["seed", "top_k", "logit_bias", "verbosity"],
    stream: reply({ usagePlace: "choice" }),
  },
  zai: {
    model: "glm-4.6",
    base: "https://api.z.ai/api/paas/v4",
    ...capped,
    whole: reasoning("reasoning_content"),
    stream: inContent,
  },
  minimax: { model: "MiniMax-M2", base: "https://api.minimax.io/v1", ...capped, whole: reasoning("reasoning_content") },
  alibaba: {
    model: "qwen-plus",
    base: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  novita: {
    model: "meta-llama/llama-3.3-70b-instruct",
    base: "https://api.novita.ai/openai/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  nebius: {
    model: "meta-llama/Llama-3.3-70B-Instruct",
    base: "https://api.tokenfactory.nebius.com/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  siliconflow: {
    model: "Qwen/Qwen3-32B",
    base: "https://api.siliconflow.com/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
  },
  sambanova: { model: "Meta-Llama-3.3-70B-Instruct", base: "https://api.sambanova.ai/v1", ...capped },
  hyperbolic: { model: "meta-llama/Llama-3.3-70B-Instruct", base: "https://api.hyperbolic.xyz/v1", ...capped },
  huggingface: { model: "meta-llama/Llama-3.3-70B-Instruct:groq", base: "https://router.huggingface.co/v1", ...capped },
  "github-models": {
    model: "openai/gpt-4o-mini",
    base: "https://models.github.ai/inference",
    headers: { authorization: "Bearer sk-contract", "x-github-api-version": "2022-11-28" },
    ...capped,
  },
  scaleway: { model: "llama-3.3-70b-instruct", base: "https://api.scaleway.ai/v1", ...capped },
  baseten: { model: "deepseek-ai/DeepSeek-V3.1", base: "https://inference.baseten.co/v1", ...capped },
  vercel: {
    model: "openai/gpt-4o-mini",
    base: "https://ai-gateway.vercel.sh/v1",
    whole: reasoning("reasoning"),
  },
  "openai-compatible": {
    model: "any-model",
    base: "https://models.example/v1",
    baseUrl: "https://models.example/v1/",
    errors: vllmErrors,
  },
  ollama: {
    model: "llama3.2:3b",
    base: "http://127.0.0.1:11434/v1",
    ...capped,
    dropped: ["tool_choice", "parallel_tool_calls", "logit_bias", "user", "service_tier", "verbosity"],
    whole: reasoning("reasoning"),
  },
  lmstudio: { model: "qwen3-4b", base: "http://127.0.0.1:1234/v1", ...capped },
  vllm: {
    model: "meta-llama/Llama-3.1-8B-Instruct",
    base: "http://127.0.0.1:8000/v1",
    ...capped,
    whole: reasoning("reasoning"),
    errors: vllmErrors,
  },
  llamacpp: {
    model: "gemma-3-4b",
    base: "http://127.0.0.1:8080/v1",
    ...capped,
    whole: reasoning("reasoning_content"),
    stream: reply({ after: { timings: { prompt_n: 12 } as JsonObject } }),
  },
  simulator: { model: "gpt-4o-mini", base: "https://simulator.invalid/v1" },
};

/** By kind. A kind of the registry that is missing here fails the suite. */
export const providerFacts: Readonly<Record<string, ProviderFacts>> = {
  anthropic: anthropicFacts,
  google: googleFacts,
  ...Object.fromEntries(Object.entries(chatKinds).map(([kind, facts]) => [kind, chatFacts(facts)])),
};
