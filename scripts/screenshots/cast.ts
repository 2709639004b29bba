/** Who and what the pictures show: one team, its providers, and the programs that use them. */

export type CastProvider = {
  readonly name: string;
  readonly kind: string;
  readonly slug: string;
  readonly priority: number;
};

export const providers: readonly CastProvider[] = [
  { name: "OpenAI", kind: "openai", slug: "openai", priority: 10 },
  { name: "Anthropic", kind: "anthropic", slug: "anthropic", priority: 20 },
  { name: "Google", kind: "google", slug: "google", priority: 30 },
  { name: "OpenRouter", kind: "openrouter", slug: "openrouter", priority: 90 },
];

/** How one model behaves: who serves it and who steps in, how fast it is, how long its answers are. */
export type CastModel = {
  readonly name: string;
  readonly provider: string;
  readonly fallback: { readonly provider: string; readonly model: string };
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
};

const viaOpenRouter = (model: string) => ({ provider: "openrouter", model });

export const models = {
  mini: {
    name: "gpt-4o-mini",
    provider: "openai",
    fallback: viaOpenRouter("openai/gpt-4o-mini"),
    firstTokenMs: 380,
    tokensPerSecond: 95,
  },
  large: {
    name: "gpt-5.4",
    provider: "openai",
    fallback: viaOpenRouter("openai/gpt-5.4"),
    firstTokenMs: 900,
    tokensPerSecond: 62,
  },
  sonnet: {
    name: "claude-sonnet-4-5",
    provider: "anthropic",
    fallback: viaOpenRouter("anthropic/claude-sonnet-4.5"),
    firstTokenMs: 720,
    tokensPerSecond: 70,
  },
  haiku: {
    name: "claude-haiku-4-5",
    provider: "anthropic",
    fallback: viaOpenRouter("anthropic/claude-haiku-4.5"),
    firstTokenMs: 430,
    tokensPerSecond: 120,
  },
  flash: {
    name: "gemini-2.5-flash",
    provider: "google",
    fallback: viaOpenRouter("google/gemini-2.5-flash"),
    firstTokenMs: 460,
    tokensPerSecond: 140,
  },
} as const satisfies Record<string, CastModel>;

type ModelName = keyof typeof models;

/** One program with a key of its own. */
export type CastKey = {
  readonly name: string;
  readonly person: "owner" | "colleague";
  /** Its part of all requests. */
  readonly share: number;
  readonly mix: Readonly<Partial<Record<ModelName, number>>>;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the input, once a prompt was seen before. */
  readonly cachedShare: number;
  readonly streamed: number;
  readonly metadata: readonly Readonly<Record<string, string>>[];
  readonly budget?: { readonly budgetUsd: string; readonly budgetPeriod: "day" | "month" };
};

export const keys: readonly CastKey[] = [
  {
    name: "Support assistant",
    person: "owner",
    share: 0.38,
    mix: { sonnet: 0.55, haiku: 0.35, mini: 0.1 },
    inputTokens: 2_600,
    outputTokens: 340,
    cachedShare: 0.55,
    streamed: 0.95,
    metadata: [
      { team: "support", locale: "en" },
      { team: "support", locale: "de" },
    ],
    budget: { budgetUsd: "60", budgetPeriod: "month" },
  },
  {
    name: "Product search",
    person: "colleague",
    share: 0.34,
    mix: { mini: 0.6, flash: 0.4 },
    inputTokens: 700,
    outputTokens: 90,
    cachedShare: 0.2,
    streamed: 0.1,
    metadata: [{ team: "search" }],
    budget: { budgetUsd: "0.08", budgetPeriod: "day" },
  },
  {
    name: "Code review",
    person: "colleague",
    share: 0.16,
    mix: { large: 0.7, sonnet: 0.3 },
    inputTokens: 6_800,
    outputTokens: 720,
    cachedShare: 0.35,
    streamed: 0.6,
    metadata: [
      { team: "platform", repository: "checkout" },
      { team: "platform", repository: "catalog" },
    ],
  },
  {
    name: "Evaluations",
    person: "owner",
    share: 0.12,
    mix: { flash: 0.4, mini: 0.25, haiku: 0.2, large: 0.15 },
    inputTokens: 1_200,
    outputTokens: 260,
    cachedShare: 0,
    streamed: 0,
    metadata: [{ run: "nightly" }],
    budget: { budgetUsd: "4", budgetPeriod: "month" },
  },
];
