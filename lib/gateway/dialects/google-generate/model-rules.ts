import type { ModelCapabilities } from "../dialect.ts";

/** What a model of Google's takes and refuses. */
export type GeminiRules = {
  /** How it is told to think: in levels, by a budget of tokens, or not at all. */
  readonly thinking:
    | { readonly kind: "level"; readonly lowest: "minimal" | "low" }
    | { readonly kind: "budget"; readonly min: number; readonly max: number; readonly canBeOff: boolean }
    | { readonly kind: "none" };
  /** Calls of tools in the history have to carry their signature. */
  readonly signedCalls: boolean;
  /** Tools and a JSON schema may meet in one request. */
  readonly toolsWithSchema: boolean;
  /** It has an instruction of its own besides the conversation. */
  readonly systemInstruction: boolean;
  /** Pictures may stand inside a tool's result. */
  readonly mediaInResults: boolean;
};

/** By the model's name; one without a version counts as a new one. */
export function geminiRules(model: string, capabilities: ModelCapabilities = {}): GeminiRules {
  const name = model.toLowerCase();
  const version = Number(/gemini-(\d+(?:\.\d+)?)/.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
  const isGemma = name.includes("gemma");
  const modern = version >= 3 && !isGemma;
  return {
    thinking: isGemma || capabilities.reasoning === false ? { kind: "none" } : thinkingOf(name, version),
    signedCalls: modern,
    toolsWithSchema: modern,
    systemInstruction: !isGemma,
    mediaInResults: modern,
  };
}

function thinkingOf(name: string, version: number): GeminiRules["thinking"] {
  if (version >= 3) return { kind: "level", lowest: lowestLevel(name, version) };
  if (version < 2.5) return { kind: "none" };
  if (name.includes("pro")) return { kind: "budget", min: 128, max: 32_768, canBeOff: false };
  return { kind: "budget", min: name.includes("lite") ? 512 : 1, max: 24_576, canBeOff: true };
}

/** Only the smaller models of the first versions go below `low`. */
function lowestLevel(name: string, version: number): "minimal" | "low" {
  if (name.includes("pro")) return "low";
  return version >= 3.7 && !name.includes("lite") ? "low" : "minimal";
}
