import type { JsonObject } from "#lib/core/json.ts";
import { writeCacheControl } from "../cache-hint.ts";
import type { CanonicalRequest, Tool } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { jsonAnswerTool, objectSchema } from "../json-answer.ts";
import { sanitizeSchema } from "../sanitize-schema.ts";
import { customInputField } from "../tool-arguments.ts";
import { claudeSchemaRules } from "./schema-rules.ts";
import type { WriteContext } from "./write-context.ts";
import type { FormatPlan } from "./write-format.ts";

type WrittenTools = {
  readonly fields: JsonObject;
  /** Whether the model has to call a tool, which goes with no thinking. */
  readonly forced: boolean;
};

/** `tools` and `tool_choice`, the tool that stands for a JSON answer included. */
export function writeTools(context: WriteContext, { answerTool }: FormatPlan): WrittenTools {
  const { request } = context;
  const offered = offeredTools(request);
  const tools = offered.flatMap((tool) => writeTool(tool, context));
  if (answerTool) {
    const choice = tools.length === 0 ? { type: "tool", name: jsonAnswerTool } : { type: "any" };
    const fields = { tools: [...tools, answerTool], tool_choice: { ...choice, disable_parallel_tool_use: true } };
    return { fields, forced: true };
  }
  if (tools.length === 0) return { fields: toolsOfHistory(request), forced: false };
  const choice = writeToolChoice(request);
  const forced = choice?.["type"] === "any" || choice?.["type"] === "tool";
  return { fields: jsonObject({ tools, tool_choice: choice }), forced };
}

/** Anthropic has no list of allowed tools: the others are not offered. */
function offeredTools({ tools, toolChoice }: CanonicalRequest): readonly Tool[] {
  return toolChoice?.kind === "allowed" ? tools.filter((tool) => toolChoice.names.includes(tool.name)) : tools;
}

function writeTool(tool: Tool, { rules, dropped }: WriteContext): readonly JsonObject[] {
  if (tool.native) {
    if (tool.native.dialect === "anthropic-messages") return [tool.native.value];
    dropped.add(`tools.${tool.name}`);
    return [];
  }
  const strict = tool.strict === true && rules.jsonSchema;
  if (tool.strict === true && !strict) dropped.add("tools.strict");
  const schema = tool.custom ? textSchema : objectSchema(tool.parameters);
  const written = jsonObject({
    name: tool.name,
    description: tool.description,
    input_schema: strict ? sanitizeSchema(schema, claudeSchemaRules) : schema,
    strict: strict || undefined,
  });
  return [tool.cache ? { ...written, ...writeCacheControl(tool.cache) } : written];
}

/** A tool that takes free text: the text becomes its only parameter. */
const textSchema: JsonObject = {
  type: "object",
  properties: { [customInputField]: { type: "string" } },
  required: [customInputField],
};

function writeToolChoice({ toolChoice, parallelToolCalls }: CanonicalRequest): JsonObject | undefined {
  const choice = choiceOf(toolChoice);
  if (parallelToolCalls !== false || choice?.["type"] === "none") return choice;
  return { ...(choice ?? { type: "auto" }), disable_parallel_tool_use: true };
}

function choiceOf(choice: CanonicalRequest["toolChoice"]): JsonObject | undefined {
  switch (choice?.kind) {
    case undefined:
      return undefined;
    case "auto":
    case "none":
      return { type: choice.kind };
    case "required":
      return { type: "any" };
    case "tool":
      return { type: "tool", name: choice.name };
    case "allowed":
      return { type: choice.mode === "required" ? "any" : "auto" };
  }
}

/** A history with tool calls needs its tools, even where none may be called any more. */
function toolsOfHistory({ messages }: CanonicalRequest): JsonObject {
  const names = new Set<string>();
  for (const { parts } of messages) for (const part of parts) if (part.type === "tool_call") names.add(part.name);
  if (names.size === 0) return {};
  return {
    tools: [...names].map((name) => ({ name, input_schema: objectSchema(undefined) })),
    tool_choice: { type: "none" },
  };
}
