import { describe, expect, it } from "vitest";
import { claudeSchemaRules } from "./anthropic-messages/schema-rules.ts";
import { sanitizeSchema } from "./sanitize-schema.ts";

describe("a schema for Anthropic", () => {
  it("says in words what its decoder refuses, at every depth, and closes its objects", () => {
    const schema = {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        age: { type: "integer", minimum: 0, description: "Years" },
        pattern: { type: "string", pattern: "^a" },
      },
      $defs: {
        pet: {
          oneOf: [
            { type: "string", format: "email" },
            { type: "string", format: "color" },
          ],
        },
      },
    };
    const before = structuredClone(schema);
    expect(sanitizeSchema(schema, claudeSchemaRules)).toEqual({
      type: "object",
      properties: {
        age: { type: "integer", description: "Years (minimum: 0)" },
        pattern: { type: "string", description: '(pattern: "^a")' },
      },
      $defs: {
        pet: {
          anyOf: [
            { type: "string", format: "email" },
            { type: "string", description: '(format: "color")' },
          ],
        },
      },
      additionalProperties: false,
    });
    expect(schema).toEqual(before);
  });

  it("keeps values that only look like rules", () => {
    const schema = { enum: [{ minimum: 1 }], default: { pattern: "x" }, const: { not: 1 } };
    expect(sanitizeSchema(schema, claudeSchemaRules)).toEqual(schema);
  });

  it("turns a constant into the only choice where constants are unknown", () => {
    const rules = { keeps: (name: string) => name === "type", renamed: {}, closesObjects: false };
    expect(sanitizeSchema({ type: "string", const: "a" }, rules)).toEqual({ type: "string", enum: ["a"] });
  });
});
