import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";
import { readCacheHint } from "../cache-hint.ts";
import type { ResponseFormat, Tool, ToolChoice } from "../canonical.ts";
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

/** Reads `tools`; those that are neither functions nor free text stay as they are. */
export function readTools(body: JsonObject): readonly Tool[] {
  return optionalList(body, "tools")?.map((value, index) => readTool(value, `tools[${index}]`)) ?? [];
}

function readTool(value: JsonValue, path: string): Tool {
  const tool = requireObject(value, path);
  const type = requireString(tool, "type", path);
  if (type === "custom") return readCustomTool(requireObject(tool["custom"], `${path}.custom`), `${path}.custom`);
  if (type !== "function") return { name: type, native: { dialect: "openai-chat", value: tool } };
  const cache = readCacheHint(tool);
  const read = readFunction(tool["function"], `${path}.function`);
  return cache ? { ...read, cache } : read;
}

/** Reads a function, which the deprecated form names without a wrapper. */
export function readFunction(value: JsonValue | undefined, path: string): Tool {
  const body = requireObject(value, path);
  return compact({
    name: requireString(body, "name", path),
    description: optionalString(body, "description", path),
    parameters: optionalObject(body, "parameters", path),
    strict: optionalBoolean(body, "strict", path),
    cache: readCacheHint(body),
  });
}

function readCustomTool(body: JsonObject, path: string): Tool {
  return compact({
    name: requireString(body, "name", path),
    description: optionalString(body, "description", path),
    custom: compact({ format: optionalObject(body, "format", path) }),
  });
}

/** Reads `tool_choice`, with `any` as Mistral's clients say it. */
export function readToolChoice(body: JsonObject): ToolChoice | undefined {
  const choice = body["tool_choice"];
  if (choice === undefined || choice === null) return undefined;
  if (choice === "auto" || choice === "none" || choice === "required") return { kind: choice };
  if (choice === "any") return { kind: "required" };
  if (!isJsonObject(choice)) throw invalid("tool_choice", "must be none, auto, required or an object");
  const type = requireString(choice, "type", "tool_choice");
  if (type === "function" || type === "custom") {
    const body = requireObject(choice[type], `tool_choice.${type}`);
    return { kind: "tool", name: requireString(body, "name", `tool_choice.${type}`) };
  }
  if (type !== "allowed_tools") throw invalid("tool_choice.type", "must be function, custom or allowed_tools");
  const allowed = requireObject(choice["allowed_tools"], "tool_choice.allowed_tools");
  const tools = optionalList(allowed, "tools", "tool_choice.allowed_tools") ?? [];
  return {
    kind: "allowed",
    mode: allowed["mode"] === "required" ? "required" : "auto",
    names: tools.map((tool, index) => allowedName(tool, `tool_choice.allowed_tools.tools[${index}]`)),
  };
}

function allowedName(value: JsonValue, path: string): string {
  const tool = requireObject(value, path);
  const kind = tool["type"] === "custom" ? "custom" : "function";
  return requireString(requireObject(tool[kind], `${path}.${kind}`), "name", `${path}.${kind}`);
}

/** Reads `response_format`. A schema without schema allows anything. */
export function readResponseFormat(body: JsonObject): ResponseFormat | undefined {
  const format = optionalObject(body, "response_format");
  if (!format) return undefined;
  const type = requireString(format, "type", "response_format");
  if (type === "text" || type === "json_object") return { kind: type };
  if (type !== "json_schema") throw invalid("response_format.type", "must be text, json_object or json_schema");
  const path = "response_format.json_schema";
  const schema = requireObject(format["json_schema"], path);
  return compact({
    kind: "json_schema" as const,
    name: requireString(schema, "name", path),
    schema: optionalObject(schema, "schema", path) ?? {},
    strict: optionalBoolean(schema, "strict", path),
    description: optionalString(schema, "description", path),
  });
}
