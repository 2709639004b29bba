import { matchesAny } from "#lib/core/match-pattern.ts";
import { GatewayError } from "../errors.ts";
import type { GatewayRequest } from "../http.ts";
import type { GatewayKey } from "../ports.ts";
import { isInRanges } from "./ip-range.ts";

/** What a key may do, apart from money and rates: from where, and which endpoints. */
export function checkKey(key: GatewayKey, request: GatewayRequest, endpoint: string): void {
  if (key.allowedIps.length > 0 && !isInRanges(request.ip, key.allowedIps)) throw new GatewayError("ip_not_allowed");
  if (key.allowedEndpoints.length > 0 && !key.allowedEndpoints.includes(endpoint)) {
    throw new GatewayError("endpoint_not_allowed");
  }
}

export function checkModel(key: GatewayKey, model: string, param = "model"): void {
  if (!mayUseModel(key, model)) throw new GatewayError("model_not_allowed", { param });
}

/** The models that a caller takes in place of the first one, by the same rule. */
export function checkFallbackModels(key: GatewayKey, models: readonly string[]): void {
  for (const model of models) checkModel(key, model, "models");
}

/** `provider/model` is allowed where the pattern names it so, or names the bare model. */
export function mayUseModel(key: GatewayKey, model: string): boolean {
  if (key.allowedModels.length === 0 || matchesAny(model, key.allowedModels)) return true;
  const slash = model.indexOf("/");
  return slash > 0 && matchesAny(model.slice(slash + 1), key.allowedModels);
}
