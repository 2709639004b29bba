import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { GatewayError } from "../errors.ts";
import type { CanonicalRequest } from "./canonical.ts";
import type { DialectId } from "./dialect.ts";

/** Takes out what the provider refuses; returns the names of what was there. */
export function dropParameters(body: Record<string, JsonValue>, names: readonly string[] = []): readonly string[] {
  const present = names.filter((name) => body[name] !== undefined);
  for (const name of present) delete body[name];
  return present;
}

/** Fields that both of OpenAI's formats have under one name; the others are bound to one format. */
const openaiFields: ReadonlySet<string> = new Set([
  "store",
  "safety_identifier",
  "prompt_cache_retention",
  "prompt_cache_options",
  "moderation",
]);
const openaiDialects: ReadonlySet<DialectId> = new Set(["openai-chat", "openai-responses"]);

/** What lives at the provider of Responses and cannot be had elsewhere; without it the answer would be another one. */
const statefulFields = ["previous_response_id", "conversation", "prompt"];

/** Which of the caller's extra fields the target's format knows, and the names of those it does not. */
export function splitExtras(
  { dialect, extras }: CanonicalRequest,
  target: DialectId,
): { readonly kept: JsonObject; readonly dropped: readonly string[] } {
  if (dialect === target) return { kept: extras, dropped: [] };
  const stateful = statefulFields.find((name) => dialect === "openai-responses" && extras[name] !== undefined);
  if (stateful !== undefined) {
    const message = `'${stateful}' works only with a provider that speaks the Responses format itself.`;
    throw new GatewayError("unsupported_parameter", { param: stateful, message });
  }
  const names = Object.keys(extras);
  if (names.length === 0) return { kept: extras, dropped: [] };
  const related = openaiDialects.has(dialect) && openaiDialects.has(target);
  const isKept = (name: string) => related && openaiFields.has(name);
  return {
    kept: Object.fromEntries(Object.entries(extras).filter(([name]) => isKept(name))),
    dropped: names.filter((name) => !isKept(name)),
  };
}
