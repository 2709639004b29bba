import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import { readCacheHint } from "../cache-hint.ts";
import type { Tool, ToolChoice } from "../canonical.ts";
import { compact } from "../compact.ts";
import {
  invalid,
  optionalBoolean,
  optionalList,
  optionalObject,
  optionalString,
  requireObject,
  requireString,
} from "../read-fields.ts";

/** Reads `tools`; those of Anthropic's own stay as they are. */
export function readTools(body: JsonObject): readonly Tool[] {
  return optionalList(body, "tools")?.map((value, index) => readTool(value, `tools[${index}]`)) ?? [];
}

/** A tool with a type is one of Anthropic's own, unless the type is `custom`. */
function readTool(value: JsonValue, path: string): Tool {
  const tool = requireObject(value, path);
  const type = optionalString(tool, "type", path);
  const name = requireString(tool, "name", path);
  if (type !== undefined && type !== "custom") return { name, native: { dialect: "anthropic-messages", value: tool } };
  return compact({
    name,
    description: optionalString(tool, "description", path),
    parameters: optionalObject(tool, "input_schema", path),
    strict: optionalBoolean(tool, "strict", path),
    cache: readCacheHint(tool),
  });
}

type Choice = { readonly toolChoice?: ToolChoice; readonly parallelToolCalls?: boolean };

/** Anthropic says with the choice whether several calls may come at once. */
export function readToolChoice(body: JsonObject): Choice {
  const choice = optionalObject(body, "tool_choice");
  if (!choice) return {};
  const toolChoice = readChoice(choice);
  return optionalBoolean(choice, "disable_parallel_tool_use", "tool_choice")
    ? { toolChoice, parallelToolCalls: false }
    : { toolChoice };
}

function readChoice(choice: JsonObject): ToolChoice {
  switch (requireString(choice, "type", "tool_choice")) {
    case "auto":
      return { kind: "auto" };
    case "none":
      return { kind: "none" };
    case "any":
      return { kind: "required" };
    case "tool":
      return { kind: "tool", name: requireString(choice, "name", "tool_choice") };
    default:
      throw invalid("tool_choice.type", "must be auto, any, tool or none");
  }
}
