import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GatewayError } from "../errors.ts";
import { scanJson } from "./scan-json.ts";

describe("scanning a body before it is parsed", () => {
  it("finds every top-level member with the exact place of its value", () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const found = scanJson(text).map(({ name, valueStart, valueEnd }) => [
          name,
          JSON.parse(text.slice(valueStart, valueEnd)),
        ]);
        expect(found).toEqual(Object.entries(JSON.parse(text)));
      }),
    );
  });

  it("is not misled by quotes, braces and colons inside strings", () => {
    const text = '{"a":"\\\\\\"},{:[","b":{"a":1}}';
    expect(scanJson(text).map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("takes the same name twice below the top level", () => {
    expect(() => scanJson('{"a":{"x":1},"b":{"x":1}}')).not.toThrow();
  });

  it("refuses a name that is given twice, and nesting beyond 64", () => {
    expect(codeOf('{"model":1,"model":2}')).toBe("invalid_json");
    expect(codeOf('{"model":1,"\\u006dodel":2}')).toBe("invalid_json");
    expect(codeOf(`${"[".repeat(65)}${"]".repeat(65)}`)).toBe("json_too_deep");
    expect(() => scanJson(`${"[".repeat(64)}${"]".repeat(64)}`)).not.toThrow();
  });
});

function codeOf(text: string): string | undefined {
  try {
    scanJson(text);
    return undefined;
  } catch (error) {
    return error instanceof GatewayError ? error.code : "another error";
  }
}
