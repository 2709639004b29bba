import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import type { DialectQuirks } from "../dialect.ts";
import { dropParameters } from "../dropped.ts";
import { applyFormatQuirks } from "./format-quirks.ts";

type Body = Record<string, JsonValue>;

/**
 * Makes a chat body one that the provider takes: its names, its words, and nothing that it refuses. Returns the names
 * of what it could not be asked for, or only in another way.
 */
export function applyChatQuirks(body: Body, quirks: DialectQuirks): readonly string[] {
  const changed = [...applyFormatQuirks(body, quirks.responseFormats)];
  // One choice is what it gives anyway, and does not know the word for it.
  const oneChoice = quirks.choicesMax === 1;
  if (oneChoice && body["n"] === 1) delete body["n"];
  applyToolChoice(body, quirks);
  nameOutputCap(body, quirks);
  for (const [name, own] of Object.entries(quirks.renameParameters ?? {})) rename(body, name, own);
  const refused = [...(quirks.dropParameters ?? []), ...(oneChoice ? ["n"] : [])];
  return [...changed, ...dropParameters(body, refused)];
}

/** The cap has two names; a provider that has only one of them is asked by it. */
function nameOutputCap(body: Body, { outputCapField }: DialectQuirks): void {
  if (outputCapField === undefined) return;
  rename(body, outputCapField === "max_tokens" ? "max_completion_tokens" : "max_tokens", outputCapField);
}

function rename(body: Body, name: string, own: string): void {
  const value = body[name];
  if (value === undefined) return;
  delete body[name];
  if (value !== null) body[own] ??= value;
}

function applyToolChoice(body: Body, { requiredToolChoice = "required", anonymousToolChoice }: DialectQuirks): void {
  const choice = body["tool_choice"];
  if (choice === "required") body["tool_choice"] = requiredToolChoice;
  if (!anonymousToolChoice || !isJsonObject(choice)) return;
  const { names, mode } = namesOf(choice);
  const { tools } = body;
  if (Array.isArray(tools)) body["tools"] = tools.filter((tool: JsonValue) => names.includes(nameOf(tool)));
  body["tool_choice"] = mode === "auto" ? "auto" : requiredToolChoice;
}

/** `{"type":"function","function":{"name"}}` names one tool, `allowed_tools` a list of them. */
function namesOf(choice: JsonObject): { readonly names: readonly string[]; readonly mode: JsonValue | undefined } {
  const allowed = choice["allowed_tools"];
  if (!isJsonObject(allowed)) return { names: [nameOf(choice)], mode: "required" };
  const { tools, mode } = allowed;
  return { names: Array.isArray(tools) ? tools.map(nameOf) : [], mode };
}

function nameOf(tool: JsonValue): string {
  if (!isJsonObject(tool)) return "";
  const body = tool["function"] ?? tool["custom"];
  return isJsonObject(body) && typeof body["name"] === "string" ? body["name"] : "";
}
