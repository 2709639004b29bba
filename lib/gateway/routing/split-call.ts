import type { CanonicalRequest } from "../dialects/canonical.ts";
import { splitPrompts } from "../dialects/openai-completions/prompt-messages.ts";
import { dialects } from "../dialects/registry.ts";
import { inputTokensBound } from "../metering/input-bound.ts";
import type { ModelCall } from "../request/model-call.ts";
import { changeBody } from "../request/splice-body.ts";
import type { Target } from "./plan.ts";
import { outboundIdOf } from "./upstream-call.ts";

/** One of the calls that a request becomes at a target. */
export type PartialCall = {
  readonly call: ModelCall;
  /** Its first choice is this one of the caller's. */
  readonly firstChoice: number;
};

/**
 * The calls that a request becomes at a target: one, unless it asks for answers to several prompts, or for more
 * choices than the provider gives at once.
 */
export function splitCall(call: ModelCall, target: Pick<Target, "provider" | "model">): readonly PartialCall[] {
  const { choices, completion } = call.canonical;
  if (choices === 1 && !completion) return [{ call, firstChoice: 0 }];
  const atOnce = choicesAtOnce(call, target);
  const prompts = splitPrompts(call.canonical);
  if (prompts.length === 1 && choices <= atOnce) return [{ call, firstChoice: 0 }];
  return prompts.flatMap((canonical, prompt) => {
    const whole = prompts.length === 1 ? call : callOfPrompt(call, canonical);
    return splitChoices(choices, atOnce).map(({ first, count }) => ({
      call: withChoices(whole, count),
      firstChoice: prompt * choices + first,
    }));
  });
}

function choicesAtOnce(call: ModelCall, target: Pick<Target, "provider" | "model">): number {
  const ofFormat = dialects[outboundIdOf(target, call.dialect)].outbound?.choicesMax;
  const ofProvider = target.provider.quirks(target.model).choicesMax;
  return Math.min(ofFormat ?? Number.POSITIVE_INFINITY, ofProvider ?? Number.POSITIVE_INFINITY);
}

function splitChoices(choices: number, atOnce: number): readonly { readonly first: number; readonly count: number }[] {
  const calls: { readonly first: number; readonly count: number }[] = [];
  for (let first = 0; first < choices; first += atOnce) calls.push({ first, count: Math.min(atOnce, choices - first) });
  return calls;
}

/** Text is never more tokens than bytes; the rest of the body belongs to the other prompts or is no input at all. */
function callOfPrompt(call: ModelCall, canonical: CanonicalRequest): ModelCall {
  const texts = canonical.messages.flatMap(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : "")));
  const bytes = new TextEncoder().encode(texts.join("\n")).byteLength;
  return { ...call, canonical, inputTokensBound: inputTokensBound(canonical, bytes) };
}

/** Where the body itself goes on, its own count has to be the call's. */
function withChoices(call: ModelCall, choices: number): ModelCall {
  const { n: _, ...rest } = call.body.json;
  const body = changeBody(call.body, choices === 1 ? rest : { ...rest, n: choices });
  return { ...call, canonical: { ...call.canonical, choices }, body };
}
