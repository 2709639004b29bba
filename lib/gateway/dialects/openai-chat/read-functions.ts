import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import type { Tool, ToolChoice } from "../canonical.ts";
import { invalid, requireString } from "../read-fields.ts";
import { readFunction } from "./read-tools.ts";

/** The deprecated forms of tools and of their choice, which old clients still send. */
export function readFunctions(body: JsonObject): readonly Tool[] {
  const { functions } = body;
  return Array.isArray(functions) ? functions.map((value, index) => readFunction(value, `functions[${index}]`)) : [];
}

export function readFunctionChoice(body: JsonObject): ToolChoice | undefined {
  const choice = body["function_call"];
  if (choice === undefined || choice === null) return undefined;
  if (choice === "auto" || choice === "none") return { kind: choice };
  if (!isJsonObject(choice)) throw invalid("function_call", "must be auto, none or an object");
  return { kind: "tool", name: requireString(choice, "name", "function_call") };
}
