import type { ModelCapabilities } from "../dialect.ts";

/** What a model of Anthropic's takes and refuses. */
export type ClaudeRules = {
  /** `adaptive`: it decides itself, led by an effort. `budget`: it wants a number of tokens. */
  readonly thinking: "adaptive" | "budget" | "none";
  /** It thinks unless it is told not to. */
  readonly thinksByDefault: boolean;
  /** The highest efforts that it knows. */
  readonly topEfforts: readonly ("xhigh" | "max")[];
  readonly jsonSchema: boolean;
  /** Which of temperature, top_p and top_k it takes. */
  readonly sampling: "free" | "one" | "none";
  /** The most it can put out, for models the catalog does not know. */
  readonly maxOutputTokens: number;
};

/** By the model's name, which holds family and version; a name that tells nothing counts as a new model. */
export function claudeRules(model: string, capabilities: ModelCapabilities = {}): ClaudeRules {
  const { family, version } = readName(model);
  const newest = version >= 5 || (family === "opus" && version >= 4.7);
  const adaptive = version >= 4.6;
  const thinking = adaptive ? "adaptive" : version >= 3.7 ? "budget" : "none";
  return {
    thinking: capabilities.reasoning === false ? "none" : thinking,
    thinksByDefault: version >= 5,
    topEfforts: newest ? ["xhigh", "max"] : ["max"],
    jsonSchema: capabilities.jsonSchema ?? (version >= 4.5 || (family === "opus" && version >= 4.1)),
    sampling: newest || capabilities.temperature === false ? "none" : version >= 4.5 ? "one" : "free",
    maxOutputTokens: longestOutput(family, version),
  };
}

function longestOutput(family: string, version: number): number {
  if (version >= 4.6) return 128_000;
  if (version >= 4.5) return 64_000;
  if (version >= 4) return family === "opus" ? 32_000 : 64_000;
  if (version >= 3.7) return 64_000;
  return version >= 3.5 ? 8_192 : 4_096;
}

/** `claude-opus-4-6-20260101` as well as `claude-3-7-sonnet-latest` and `anthropic/claude-sonnet-4.5`. */
function readName(model: string): { readonly family: string; readonly version: number } {
  const name = model.toLowerCase();
  const recent = /claude-([a-z]+)-(\d{1,2})(?:[-.](\d{1,2}))?(?!\d)/.exec(name);
  if (recent) return { family: recent[1] ?? "", version: versionOf(recent[2], recent[3]) };
  const older = /claude-(\d)(?:[-.](\d))?(?:-([a-z]+))?/.exec(name);
  if (older) return { family: older[3] ?? "", version: versionOf(older[1], older[2]) };
  return { family: "", version: Number.POSITIVE_INFINITY };
}

function versionOf(major = "0", minor = "0"): number {
  return Number(major) + Number(minor) / 10;
}
