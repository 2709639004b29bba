import type { JsonObject } from "#lib/core/json.ts";
import { jsonAnswerDescription, jsonAnswerTool, jsonInstruction, objectSchema } from "../json-answer.ts";
import { sanitizeSchema } from "../sanitize-schema.ts";
import { claudeSchemaRules } from "./schema-rules.ts";
import type { WriteContext } from "./write-context.ts";

/** How an asked response format is reached: natively, by a tool the model has to call, or by words. */
export type FormatPlan = {
  readonly outputConfig: JsonObject;
  readonly answerTool?: JsonObject;
  readonly instruction?: string;
};

/** Decides how the asked format is reached, and names it where it is not native. */
export function planFormat({ request, rules, dropped }: WriteContext): FormatPlan {
  const format = request.responseFormat;
  if (!format || format.kind === "text") return { outputConfig: {} };
  if (format.kind === "json_schema" && rules.jsonSchema) {
    return {
      outputConfig: {
        format: { type: "json_schema", schema: sanitizeSchema(objectSchema(format.schema), claudeSchemaRules) },
      },
    };
  }
  dropped.add("response_format");
  if (format.kind !== "json_schema") return { outputConfig: {}, instruction: jsonInstruction(format) };
  const description = format.description ?? jsonAnswerDescription;
  const answerTool = { name: jsonAnswerTool, description, input_schema: objectSchema(format.schema) };
  return { outputConfig: {}, answerTool };
}
