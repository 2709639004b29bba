import type { JsonObject } from "#lib/core/json.ts";
import { jsonObject } from "../compact.ts";
import type { WriteContext } from "./write-context.ts";

/** Temperature ends at 1; newer models take one of the parameters or none, and thinking takes none. */
export function writeSampling({ request, rules, dropped }: WriteContext, thinks: boolean): JsonObject {
  const { temperature, topP, topK, stop } = request.sampling;
  const stops = stop?.filter((text) => text.trim() !== "");
  if (stop && stops?.length !== stop.length) dropped.add("stop");
  const sampling = {
    temperature: temperature === undefined ? undefined : Math.min(temperature, 1),
    top_p: topP,
    top_k: topK,
  };
  const drop = (name: keyof typeof sampling, harmless: boolean) => {
    if (sampling[name] !== undefined && !harmless) dropped.add(name);
    sampling[name] = undefined;
  };
  if (thinks || rules.sampling === "none") {
    drop("temperature", sampling.temperature === 1);
    drop("top_p", sampling.top_p === 1);
    drop("top_k", false);
  } else if (rules.sampling === "one" && sampling.temperature !== undefined) {
    drop("top_p", sampling.top_p === 1);
  }
  return jsonObject({ ...sampling, stop_sequences: stops && stops.length > 0 ? stops : undefined });
}
