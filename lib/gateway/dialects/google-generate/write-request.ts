import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { CanonicalRequest } from "../canonical.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters, splitExtras } from "../dropped.ts";
import { fitToolNames, googleToolNames } from "../tool-names.ts";
import { geminiRules } from "./model-rules.ts";
import { planFormat } from "./write-format.ts";
import { writeGenerationConfig } from "./write-generation-config.ts";
import { writeConversation } from "./write-messages.ts";
import { writeModalities } from "./write-modalities.ts";
import { writeTools } from "./write-tools.ts";

/** Writes a request of another format as Google's generateContent. The model and the stream stand in the path. */
export function writeGoogleRequest(given: CanonicalRequest, target: TargetModel): WrittenRequest {
  const request = fitToolNames(given, googleToolNames);
  const rules = geminiRules(target.model, target.capabilities);
  const modalities = writeModalities(request);
  const extras = splitExtras(request, "google-generate").dropped.filter((name) => !modalities.known.has(name));
  const dropped = new Set([...extras, ...modalities.dropped, ...withoutMeaning(request)]);
  const context = { request, rules, dropped };
  const format = planFormat(context);
  const config = { ...writeGenerationConfig(context, target), ...modalities.config, ...format.config };
  const body: Record<string, JsonValue> = {
    ...writeConversation(context, format.instruction),
    ...writeTools(context),
    ...(Object.keys(config).length > 0 && { generationConfig: config }),
    ...writeServiceTier(context.request, dropped),
  };
  for (const name of dropParameters(body, target.quirks.dropParameters)) dropped.add(name);
  return { body, dropped: [...dropped] };
}

/** Parameters that no model of Google's knows. */
function withoutMeaning({
  sampling,
  user,
  metadata,
  promptCacheKey,
  verbosity,
  parallelToolCalls,
}: CanonicalRequest): readonly string[] {
  return [
    ...(sampling.logitBias === undefined ? [] : ["logit_bias"]),
    ...(user === undefined ? [] : ["user"]),
    ...(metadata === undefined ? [] : ["metadata"]),
    ...(promptCacheKey === undefined ? [] : ["prompt_cache_key"]),
    ...(verbosity === undefined ? [] : ["verbosity"]),
    ...(parallelToolCalls === false ? ["parallel_tool_calls"] : []),
  ];
}

function writeServiceTier({ serviceTier }: CanonicalRequest, dropped: Set<string>): JsonObject {
  if (serviceTier === undefined || serviceTier === "auto") return {};
  if (serviceTier === "default") return { serviceTier: "standard" };
  if (serviceTier === "flex" || serviceTier === "priority") return { serviceTier };
  dropped.add("service_tier");
  return {};
}
