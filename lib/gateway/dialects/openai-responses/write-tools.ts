import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Tool, ToolChoice } from "../canonical.ts";
import { jsonObject } from "../compact.ts";

/** The tools of Responses. Those that only another format knows are left out and named. */
export function writeTools(tools: readonly Tool[], dropped: Set<string>): readonly JsonObject[] {
  return tools.flatMap((tool) => {
    if (tool.cache) dropped.add("cache_control");
    if (tool.native?.dialect === "openai-responses") return [tool.native.value];
    if (!tool.native) return [writeTool(tool)];
    dropped.add(`tools.${tool.name}`);
    return [];
  });
}

/** `strict` has to be said: here it is on where nobody says anything, in the other formats it is off. */
function writeTool({ name, description, parameters, strict, custom }: Tool): JsonObject {
  if (custom) return jsonObject({ type: "custom", name, description, format: writeFormat(custom.format) });
  return jsonObject({
    type: "function",
    name,
    description,
    parameters: parameters ?? { type: "object", properties: {} },
    strict: strict ?? false,
  });
}

/** Chat wraps a grammar once more than this format does. */
function writeFormat(format: JsonObject | undefined): JsonValue | undefined {
  const grammar = format?.["grammar"];
  return isJsonObject(grammar) ? { type: "grammar", ...grammar } : format;
}

/** `tool_choice`; a tool with free text is chosen by another word than a function. */
export function writeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (choice.kind === "tool") return writeNamed(choice.name, tools);
  if (choice.kind !== "allowed") return choice.kind;
  return { type: "allowed_tools", mode: choice.mode, tools: choice.names.map((name) => writeNamed(name, tools)) };
}

function writeNamed(name: string, tools: readonly Tool[]): JsonObject {
  return { type: tools.some((tool) => tool.name === name && tool.custom) ? "custom" : "function", name };
}
