import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import type { ParsedBody } from "./parse-body.ts";
import { scanJson } from "./scan-json.ts";
import { spliceBody } from "./splice-body.ts";

describe("splicing a changed body", () => {
  it("keeps the caller's own characters for all that did not change", () => {
    const body = parsed('{ "seed": 12345678901234567890, "model" : "a", "x": 1.0e2, "note":"\\u00e9" }');
    expect(spliceBody(body, { ...body.json, model: "b" })).toBe(
      '{"seed": 12345678901234567890,"model" :"b","x": 1.0e2,"note":"\\u00e9" }',
    );
  });

  it("adds, replaces and removes fields so that the text means exactly the changed body", () => {
    const names = fc.constantFrom("a", "b", "c", "d");
    const object = fc.dictionary(names, fc.jsonValue());
    fc.assert(
      fc.property(object, object, fc.subarray(["a", "b", "c", "d"]), (original, added, removed) => {
        const body = parsed(JSON.stringify(original));
        const merged = Object.entries({ ...body.json, ...parsed(JSON.stringify(added)).json }).filter(
          ([name]) => !removed.includes(name),
        );
        const changed: JsonObject = Object.fromEntries(merged);
        expect(JSON.parse(spliceBody(body, changed))).toEqual(changed);
      }),
    );
  });
});

function parsed(text: string): ParsedBody {
  const json: JsonObject = JSON.parse(text);
  return { text, json, members: scanJson(text) };
}
