import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { sha256Hex } from "#lib/core/sha256.ts";
import { type GatewayRequest, headerOf } from "../http.ts";
import type { CallFacts } from "../request/call-facts.ts";
import type { Target } from "../routing/plan.ts";

/** The target's own name of the model stands for these. */
const modelFields: ReadonlySet<string> = new Set(["model", "models"]);

/** Whom a caller asks for, and its own marks: no model's reply depends on them. */
const callerMarks: ReadonlySet<string> = new Set([
  ...modelFields,
  "user",
  "metadata",
  "safety_identifier",
  "prompt_cache_key",
]);

/** Their replies change, or continue, something that the provider keeps. */
const statefulFields = ["background", "conversation"];

/**
 * What makes two requests the same one: the endpoint, the form of the reply, and the body, in which the order of names
 * and space between them do not matter. `undefined` for requests whose replies must not be given twice.
 */
export function requestIdentity(request: GatewayRequest, call: CallFacts): string | undefined {
  const text = new TextDecoder().decode(request.body);
  const body: unknown = JSON.parse(text);
  if (!isJsonObject(body) || statefulFields.some((name) => Boolean(body[name]))) return undefined;
  // A response repeats the caller's marks, so that they are part of the reply.
  const ignored = call.endpoint === "responses" ? modelFields : callerMarks;
  return JSON.stringify([
    call.endpoint,
    call.options.includeMetadata,
    call.options.parameters,
    sorted(body, ignored),
    // Numbers that are read as the same one, although they are not.
    text.match(/\d{16,}/g) ?? [],
  ]);
}

/** The name of the reply that one organization gets at one target. A connection that was pointed elsewhere is another. */
export async function cacheName(
  request: GatewayRequest,
  { organizationId, identity, target }: CacheKeyFacts,
): Promise<string> {
  const { connection, provider, model } = target;
  const forwarded = provider.forwardHeaders?.map((name) => headerOf(request, name) ?? null) ?? [];
  const place = [provider.kind, connection.baseUrl, connection.headers, model, forwarded];
  return `${organizationId}:${await sha256Hex(`${JSON.stringify(place)}\n${identity}`)}`;
}

export type CacheKeyFacts = {
  readonly organizationId: string;
  readonly identity: string;
  readonly target: Target;
};

function sorted(object: JsonObject, ignored?: ReadonlySet<string>): JsonValue {
  const names = Object.keys(object).sort();
  // Pairs, because an object would move names that look like numbers.
  return names.flatMap((name) => (ignored?.has(name) ? [] : [[name, sortedValue(object[name] ?? null)]]));
}

function sortedValue(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  return isJsonObject(value) ? { object: sorted(value) } : value.map(sortedValue);
}
