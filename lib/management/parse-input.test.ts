import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ManagementError } from "./errors.ts";
import { parseInput } from "./parse-input.ts";

const schema = z.strictObject({
  name: z.string().min(1).max(3),
  count: z.int().min(1).exactOptional(),
  kind: z.enum(["a", "b"]).exactOptional(),
  nested: z.strictObject({ list: z.array(z.strictObject({ flag: z.boolean() })) }).exactOptional(),
  either: z.union([z.boolean(), z.stringbool()]).exactOptional(),
  tags: z
    .record(
      z.string().refine((name) => name !== "host", { message: "is set by the gateway" }),
      z.string(),
    )
    .exactOptional(),
  choice: z
    .string()
    .refine((text) => text === "yes", { message: "must be yes" })
    .exactOptional(),
});

function faultOf(raw: unknown) {
  try {
    parseInput(schema, raw);
  } catch (error) {
    if (error instanceof ManagementError) return [error.code, error.options.param, error.message];
    throw error;
  }
  return [];
}

describe("parseInput", () => {
  it("answers what the schema makes of the input", () => {
    expect(parseInput(schema, { name: "x", either: "true" })).toEqual({ name: "x", either: true });
  });

  it.each([
    [{}, "invalid_request", "name", "is required"],
    [{ name: 5 }, "invalid_type", "name", "type string"],
    [{ name: null }, "invalid_type", "name", "type string"],
    [{ name: "" }, "out_of_range", "name", "at least 1"],
    [{ name: "long" }, "out_of_range", "name", "at most 3"],
    [{ name: "x", count: 0 }, "out_of_range", "count", "at least 1"],
    [{ name: "x", count: 1.5 }, "invalid_type", "count", "type int"],
    [{ name: "x", kind: "c" }, "invalid_request", "kind", "one of a, b"],
    [
      { name: "x", nested: { list: [{ flag: true }, { flag: 1 }] } },
      "invalid_type",
      "nested.list[1].flag",
      "type boolean",
    ],
    [{ name: "x", nested: { list: [{ flag: true, more: 1 }] } }, "invalid_request", "nested.list[0].more", "not known"],
    [{ name: "x", either: "perhaps" }, "invalid_request", "either", "one of true"],
    [{ name: "x", choice: "no" }, "invalid_request", "choice", "must be yes"],
    [{ name: "x", tags: { host: "a" } }, "invalid_request", "tags.host", "is set by the gateway"],
    [{ nmae: "x" }, "invalid_request", "nmae", "not known"],
    [[], "invalid_type", "", "type object"],
  ])("of %j says %s, names %s and explains", (...row) => {
    const [raw, code, param, words] = row;
    const [faultCode, faultParam, message] = faultOf(raw);
    expect([faultCode, faultParam]).toEqual([code, param]);
    expect(message).toContain(words);
  });

  it("repeats no more than the beginning of a long name", () => {
    expect(faultOf({ name: "x", ["y".repeat(10_000)]: 1 })[1]).toHaveLength(64);
  });
});
