import { expect, test } from "vitest";
import { colorsOf } from "./colors.ts";
import { otherId } from "./series.ts";

const named = (...ids: string[]) => ids.map((id) => ({ id, label: id }));

test("a provider has the same color whoever stands beside it, in whatever order", () => {
  const alone = colorsOf(named("openai")).get("openai");
  expect(colorsOf(named("anthropic", "zeta", "openai")).get("openai")).toBe(alone);
  expect(colorsOf(named("openai", "my-own-cluster", "anthropic")).get("openai")).toBe(alone);
});

test("eight series have eight colors", () => {
  const colors = colorsOf(named("a", "b", "c", "d", "e", "f", "g", "h"));
  expect(new Set(colors.values()).size).toBe(9);
});

test("what is folded is neutral", () => {
  expect(colorsOf(named("openai", otherId)).get(otherId)).toBe("var(--chart-other)");
});

test("what brings its own color keeps it", () => {
  const series = [{ id: "errors", label: "Errors", color: "var(--bad)" }, ...named("openai")];
  expect(colorsOf(series).get("errors")).toBe("var(--bad)");
});
