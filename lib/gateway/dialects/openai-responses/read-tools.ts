import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
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

/** Reads `tools`; those that the provider runs itself stay as they are. */
export function readTools(body: JsonObject): readonly Tool[] {
  return optionalList(body, "tools")?.map((value, index) => readTool(value, `tools[${index}]`)) ?? [];
}

function readTool(value: JsonValue, path: string): Tool {
  const tool = requireObject(value, path);
  const type = requireString(tool, "type", path);
  if (type !== "function" && type !== "custom")
    return { name: type, native: { dialect: "openai-responses", value: tool } };
  const name = requireString(tool, "name", path);
  const description = optionalString(tool, "description", path);
  if (type === "custom")
    return compact({ name, description, custom: compact({ format: optionalObject(tool, "format", path) }) });
  return compact({
    name,
    description,
    parameters: optionalObject(tool, "parameters", path),
    strict: optionalBoolean(tool, "strict", path),
  });
}

/** A choice of one of the provider's own tools has no meaning elsewhere: there it is the model's choice. */
export function readToolChoice(body: JsonObject): ToolChoice | undefined {
  const choice = body["tool_choice"];
  if (choice === undefined || choice === null) return undefined;
  if (choice === "auto" || choice === "none" || choice === "required") return { kind: choice };
  if (!isJsonObject(choice)) throw invalid("tool_choice", "must be none, auto, required or an object");
  const type = requireString(choice, "type", "tool_choice");
  if (type === "function" || type === "custom")
    return { kind: "tool", name: requireString(choice, "name", "tool_choice") };
  if (type !== "allowed_tools") return undefined;
  return {
    kind: "allowed",
    mode: choice["mode"] === "required" ? "required" : "auto",
    names: (optionalList(choice, "tools", "tool_choice") ?? []).map((tool, index) =>
      nameOf(tool, `tool_choice.tools[${index}]`),
    ),
  };
}

function nameOf(value: JsonValue, path: string): string {
  const tool = requireObject(value, path);
  return optionalString(tool, "name", path) ?? requireString(tool, "type", path);
}
