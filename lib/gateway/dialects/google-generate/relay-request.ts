import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { TargetModel, WrittenRequest } from "../dialect.ts";
import { dropParameters } from "../dropped.ts";

/** A body that is in Google's format already: the model stands in the path, only the cap may have to shrink. */
export function relayGoogleRequest(body: JsonObject, { outputTokensCap, quirks }: TargetModel): WrittenRequest {
  const relayed: Record<string, JsonValue> = { ...body };
  if (outputTokensCap !== undefined) {
    const config = isJsonObject(body["generationConfig"]) ? body["generationConfig"] : {};
    const asked = config["maxOutputTokens"];
    const cap = typeof asked === "number" ? Math.min(asked, outputTokensCap) : outputTokensCap;
    relayed["generationConfig"] = { ...config, maxOutputTokens: cap };
  }
  const dropped = dropParameters(relayed, quirks.dropParameters);
  return { body: relayed, dropped };
}
