import type { GatewayError } from "../errors.ts";
import type { Plan } from "./plan.ts";
import type { Target } from "./target.ts";

type Behind = {
  /** The one that failed. */
  readonly target: Target;
  readonly others: readonly Target[];
  readonly plan: Pick<Plan, "fallbackOn" | "callersList">;
};

/**
 * Which of the remaining targets an error leaves worth trying: none where it is the caller's mistake or the router
 * says so, all where the target failed, and the fitting ones where the request did not fit this target.
 */
export function nextTargets(error: GatewayError, { target, others, plan }: Behind): readonly Target[] {
  const reason = reasonOf(error);
  const listed = plan.fallbackOn.includes(reason);
  if (plan.fallbackOn.length > 0 && !listed) return [];
  const otherModels = () =>
    others.filter((other) => other.provider !== target.provider || other.model !== target.model);
  switch (reason) {
    case "context_length_exceeded":
      return others.filter((other) => readsMore(other, target));
    case "unsupported_parameter":
      return otherModels();
    case "content_filter":
      return listed || plan.callersList ? otherModels() : [];
    default:
      return error.row.failover === "stop" && !listed ? [] : others;
  }
}

const unsupportedCodes: ReadonlySet<string> = new Set(["unsupported_parameter", "unsupported_value"]);

/** The failure as routers list it. */
function reasonOf(error: GatewayError): string {
  const { providerCode } = error.options;
  if (providerCode !== undefined && unsupportedCodes.has(providerCode)) return "unsupported_parameter";
  return error.publicCode;
}

/** What the catalog does not know may be longer. */
function readsMore(other: Target, than: Target): boolean {
  const context = contextOf(other);
  const tried = contextOf(than);
  if (tried === undefined || context === undefined) return other.model !== than.model;
  return context > tried;
}

function contextOf({ catalogModel }: Target): number | undefined {
  return catalogModel?.maxInputTokens ?? catalogModel?.contextTokens;
}
