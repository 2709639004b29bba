import type { GatewayError } from "../errors.ts";
import type { Target } from "./target.ts";

type Behind = {
  /** The one that failed. */
  readonly target: Target;
  readonly others: readonly Target[];
  /** Public codes; empty: all failures that another target may survive. */
  readonly fallbackOn: readonly string[];
};

/**
 * Which of the remaining targets an error leaves worth trying: none where it is the caller's mistake or the router
 * says so, all where the target failed, and the fitting ones where the request did not fit this target.
 */
export function nextTargets(error: GatewayError, { target, others, fallbackOn }: Behind): readonly Target[] {
  const listed = fallbackOn.includes(error.publicCode);
  if (fallbackOn.length > 0 && !listed) return [];
  if (error.code === "context_length_exceeded") return others.filter((other) => readsMore(other, target));
  if (isUnsupported(error))
    return others.filter((other) => other.provider !== target.provider || other.model !== target.model);
  if (error.row.failover === "stop" && !listed) return [];
  return others;
}

/** What the catalog does not know may be longer. */
function readsMore(other: Target, than: Target): boolean {
  const context = contextOf(other);
  const tried = contextOf(than);
  if (tried === undefined) return other.model !== than.model;
  return context === undefined ? other.model !== than.model : context > tried;
}

function contextOf({ catalogModel }: Target): number | undefined {
  return catalogModel?.maxInputTokens ?? catalogModel?.contextTokens;
}

const unsupportedCodes: ReadonlySet<string> = new Set(["unsupported_parameter", "unsupported_value"]);

/** Another model, or another provider of the same one, may take what this one does not. */
function isUnsupported({ code, options }: GatewayError): boolean {
  if (code === "unsupported_parameter") return true;
  return options.providerCode !== undefined && unsupportedCodes.has(options.providerCode);
}
