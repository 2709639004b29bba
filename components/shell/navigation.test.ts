import { expect, test } from "vitest";
import { isCurrent, navigation } from "./navigation.ts";

const entries = navigation.flatMap((group) => group.entries);

test("every page has its own address and its own letter", () => {
  expect(new Set(entries.map((entry) => entry.href)).size).toBe(entries.length);
  expect(new Set(entries.map((entry) => entry.key)).size).toBe(entries.length);
});

test("an object's page belongs to its list, a page with a longer name does not", () => {
  const keys = entries.find((entry) => entry.href === "/keys");
  if (!keys) throw new Error("no entry for keys");
  expect(isCurrent(keys, "/keys")).toBe(true);
  expect(isCurrent(keys, "/keys/key_1")).toBe(true);
  expect(isCurrent(keys, "/keystone")).toBe(false);
});
