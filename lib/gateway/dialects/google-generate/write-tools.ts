import type { JsonObject } from "#lib/core/json.ts";
import type { Tool, ToolChoice } from "../canonical.ts";
import { jsonObject } from "../compact.ts";
import { customInputField } from "../tool-arguments.ts";
import type { WriteContext } from "./write-context.ts";

/** `tools` and `toolConfig`; nothing where no tool is left. */
export function writeTools({ request, dropped }: WriteContext): JsonObject {
  const declarations = request.tools.flatMap((tool) => writeTool(tool, dropped));
  if (request.tools.some((tool) => tool.cache)) dropped.add("cache_control");
  if (declarations.length === 0) return {};
  const config = writeToolChoice(request.toolChoice, request.tools);
  return {
    tools: [{ functionDeclarations: declarations }],
    ...(config && { toolConfig: { functionCallingConfig: config } }),
  };
}

/** The JSON form of the schema takes what callers send; the older form knows only a part of it. */
function writeTool(tool: Tool, dropped: Set<string>): readonly JsonObject[] {
  if (tool.native) {
    dropped.add(`tools.${tool.name}`);
    return [];
  }
  const schema = tool.custom ? textSchema : tool.parameters;
  return [
    jsonObject({
      name: tool.name,
      description: tool.description,
      parametersJsonSchema: schema && hasParameters(schema) ? schema : undefined,
    }),
  ];
}

/** A tool that takes free text: the text becomes its only parameter. */
const textSchema: JsonObject = {
  type: "object",
  properties: { [customInputField]: { type: "string" } },
  required: [customInputField],
};

/** An empty object is refused as a schema: such a tool has none. */
function hasParameters({ properties, type, ...rest }: JsonObject): boolean {
  if (typeof properties === "object" && properties !== null && Object.keys(properties).length > 0) return true;
  return Object.keys(rest).some((name) => name.startsWith("$") || name.endsWith("Of"));
}

/** `VALIDATED` lets the model choose as `AUTO` does and holds it to the schema as `strict` asks. */
function writeToolChoice(choice: ToolChoice | undefined, tools: readonly Tool[]): JsonObject | undefined {
  const free = tools.some((tool) => tool.strict) ? "VALIDATED" : "AUTO";
  switch (choice?.kind) {
    case undefined:
      return free === "AUTO" ? undefined : { mode: free };
    case "auto":
      return { mode: free };
    case "none":
      return { mode: "NONE" };
    case "required":
      return { mode: "ANY" };
    case "tool":
      return { mode: "ANY", allowedFunctionNames: [choice.name] };
    case "allowed":
      return { mode: choice.mode === "required" ? "ANY" : "VALIDATED", allowedFunctionNames: choice.names };
  }
}
