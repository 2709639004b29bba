import type { CredentialRest, Health } from "./health.ts";
import type { Target, TargetCredential } from "./target.ts";

type RestFacts = { readonly health: Pick<Health, "credential">; readonly nowMs: number };

/** Why, and until when, none of a target's credentials can be used: the one that is back first says it. */
export function restOf(facts: RestFacts, target: Target): CredentialRest | undefined {
  let first: CredentialRest | undefined;
  for (const credential of target.credentials) {
    const rest = restOfCredential(facts, credential);
    if (!rest) return undefined;
    if (!first || rest.untilMs < first.untilMs) first = rest;
  }
  return first;
}

/** The longer of what is known of the credential and of it with this model. */
function restOfCredential({ health, nowMs }: RestFacts, credential: TargetCredential): CredentialRest | undefined {
  const whole = health.credential(credential.healthKey);
  const here = health.credential(credential.modelHealthKey);
  let longest: CredentialRest | undefined;
  for (const rest of [whole, here]) {
    if (!rest || rest.kind === "strained" || rest.untilMs <= nowMs) continue;
    if (!longest || rest.untilMs > longest.untilMs) longest = rest;
  }
  return longest;
}

/** A target's credentials in the order in which they are tried: the fit ones, then the strained. All when none is fit. */
export function usableCredentials(facts: RestFacts, { credentials }: Target): readonly TargetCredential[] {
  const [only] = credentials;
  if (only && credentials.length === 1) return credentials;
  const fit = credentials.filter((credential) => !restOfCredential(facts, credential));
  if (fit.length === 0) return credentials;
  const isStrained = ({ modelHealthKey }: TargetCredential) => {
    const rest = facts.health.credential(modelHealthKey);
    return rest?.kind === "strained" && rest.untilMs > facts.nowMs;
  };
  return [...fit.filter((credential) => !isStrained(credential)), ...fit.filter(isStrained)];
}

/** A time for people: `12 s`. */
export function waitWords(waitMs: number): string {
  return `${Math.max(1, Math.ceil(waitMs / 1_000))} s`;
}
