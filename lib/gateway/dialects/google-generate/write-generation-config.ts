import type { JsonObject } from "#lib/core/json.ts";
import { jsonObject } from "../compact.ts";
import type { TargetModel } from "../dialect.ts";
import { smallestCap } from "../smallest-cap.ts";
import type { WriteContext } from "./write-context.ts";
import { writeThinking } from "./write-thinking.ts";

const mostStops = 5;
const largestSeed = 2 ** 31 - 1;

/** `generationConfig` without the format of the answer. */
export function writeGenerationConfig(context: WriteContext, target: TargetModel): JsonObject {
  const { sampling, choices } = context.request;
  return jsonObject({
    temperature: sampling.temperature,
    topP: sampling.topP,
    topK: sampling.topK === undefined || sampling.topK < 1 ? undefined : sampling.topK,
    maxOutputTokens: smallestCap(context.request, target),
    stopSequences: writeStops(context),
    seed: writeSeed(context),
    candidateCount: choices > 1 ? choices : undefined,
    frequencyPenalty: sampling.frequencyPenalty || undefined,
    presencePenalty: sampling.presencePenalty || undefined,
    responseLogprobs: sampling.logprobs || undefined,
    logprobs: sampling.logprobs ? sampling.topLogprobs : undefined,
    thinkingConfig: writeThinking(context),
  });
}

function writeStops({ request, dropped }: WriteContext): readonly string[] | undefined {
  const stops = request.sampling.stop?.filter((text) => text !== "") ?? [];
  if (stops.length > mostStops) dropped.add("stop");
  return stops.length === 0 ? undefined : stops.slice(0, mostStops);
}

/** Google's seed has 32 bits. */
function writeSeed({ request, dropped }: WriteContext): number | undefined {
  const { seed } = request.sampling;
  if (seed === undefined || (Number.isInteger(seed) && Math.abs(seed) <= largestSeed)) return seed;
  dropped.add("seed");
  return undefined;
}
