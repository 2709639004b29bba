import { GatewayError } from "../errors.ts";
import type { CallOptions } from "../request/call-options.ts";
import type { Target } from "./plan.ts";

/** Throws where parameters would be dropped and the caller wants to be refused instead (`x-gateway-params: reject`). */
export function refuseDropped(dropped: readonly string[], options: CallOptions, { model }: Target): void {
  const [param] = dropped;
  if (param === undefined || options.parameters !== "reject") return;
  throw new GatewayError("unsupported_parameter", { message: `'${param}' has no meaning for ${model}.`, param });
}
