import { expect, test } from "vitest";
import { exampleModel } from "./example-model.ts";

const models = ["o1-pro", "gpt-4o-mini", "claude-opus-4"].map((id) => ({ id, provider: "any" }));

test("a small and known model comes first, where the key may use it", () => {
  expect(exampleModel([], models)).toBe("gpt-4o-mini");
  expect(exampleModel(["claude-*"], models)).toBe("claude-opus-4");
});

test("nothing is suggested that nobody serves", () => {
  expect(exampleModel(["grok-*"], models)).toBeUndefined();
  expect(exampleModel([], [])).toBeUndefined();
});
