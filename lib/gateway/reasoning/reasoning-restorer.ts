import type { CallPreparation } from "../media/inline-media.ts";
import type { GatewayPorts } from "../ports.ts";
import type { ModelCall } from "../request/model-call.ts";
import { outboundIdOf } from "../routing/upstream-call.ts";
import { restoreReasoning } from "./restore-reasoning.ts";

/**
 * Restores left-out reasoning for targets that are asked in another format than the caller's; where the body itself
 * goes on, what the caller sends is what the provider gets. The store is asked once a request.
 */
export function openReasoningRestorer(
  { keptReasoning }: Pick<GatewayPorts, "keptReasoning">,
  organizationId: string,
): CallPreparation {
  let restored: Promise<ModelCall["canonical"]> | undefined;
  return async (call, target) => {
    if (outboundIdOf(target, call.dialect) === call.dialect.id) return call;
    restored ??= restoreReasoning(keptReasoning, organizationId, call.canonical);
    const canonical = await restored;
    return canonical === call.canonical ? call : { ...call, canonical };
  };
}
