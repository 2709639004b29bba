import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { writeCacheControl } from "../cache-hint.ts";
import type { CacheHint, Tool, ToolChoice } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import type { DialectQuirks } from "../dialect.ts";

/** Chat's tools. Those that only another format knows are left out and named. */
export function writeTools(tools: readonly Tool[], quirks: DialectQuirks, dropped: Set<string>): readonly JsonObject[] {
  return tools.flatMap((tool) => {
    if (tool.native?.dialect === "openai-chat") return [tool.native.value];
    if (tool.native) {
      dropped.add(`tools.${tool.name}`);
      return [];
    }
    return [{ ...writeTool(tool), ...writeCacheHint(tool.cache, quirks, dropped) }];
  });
}

function writeTool({ name, description, parameters, strict, custom }: Tool): JsonObject {
  if (custom) return { type: "custom", custom: jsonObject({ name, description, format: writeFormat(custom.format) }) };
  return { type: "function", function: jsonObject({ name, description, parameters, strict }) };
}

/** Chat wraps a grammar once more than the Responses format does. */
function writeFormat(format: JsonObject | undefined): JsonValue | undefined {
  if (format?.["type"] !== "grammar" || format["grammar"] !== undefined) return format;
  const { type, ...grammar } = format;
  return { type, grammar };
}

/** `tool_choice`; a tool with free text is chosen by another word than a function. */
export function writeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (choice.kind === "tool") return writeNamed(choice.name, tools);
  if (choice.kind !== "allowed") return choice.kind;
  const allowed = choice.names.map((name) => writeNamed(name, tools));
  return { type: "allowed_tools", allowed_tools: { mode: choice.mode, tools: allowed } };
}

function writeNamed(name: string, tools: readonly Tool[]): JsonObject {
  const custom = tools.some((tool) => tool.name === name && tool.custom);
  return custom ? { type: "custom", custom: { name } } : { type: "function", function: { name } };
}

/** Cache marks go to the providers that know them; others cache by themselves. */
export function writeCacheHint(cache: CacheHint | undefined, quirks: DialectQuirks, dropped: Set<string>): JsonObject {
  if (!cache) return {};
  if (quirks.cacheControl) return writeCacheControl(cache);
  dropped.add("cache_control");
  return {};
}
