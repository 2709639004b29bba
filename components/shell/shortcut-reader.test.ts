import { expect, test } from "vitest";
import { navigation } from "./navigation.ts";
import { type Press, shortcutReader } from "./shortcut-reader.ts";

const entries = navigation.flatMap((group) => group.entries);

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, command: false, typing: false, atMs: 0, ...more };
}

test("g and then a letter goes to its page", () => {
  const read = shortcutReader(entries);
  expect(read(press("g"))).toBeUndefined();
  expect(read(press("l", { atMs: 400 }))).toEqual({ kind: "go", href: "/logs" });
});

test("a letter that comes too late, or without g, goes nowhere", () => {
  const read = shortcutReader(entries);
  read(press("g"));
  expect(read(press("l", { atMs: 5_000 }))).toBeUndefined();
  expect(read(press("l", { atMs: 5_100 }))).toBeUndefined();
});

test("another key in between forgets the g", () => {
  const read = shortcutReader(entries);
  read(press("g"));
  read(press("x", { atMs: 100 }));
  expect(read(press("l", { atMs: 200 }))).toBeUndefined();
});

test("while one is typing, letters are text and only the palette answers", () => {
  const read = shortcutReader(entries);
  expect(read(press("/", { typing: true }))).toBeUndefined();
  expect(read(press("?", { typing: true }))).toBeUndefined();
  expect(read(press("k", { typing: true, command: true }))).toEqual({ kind: "palette" });
});

test("the search and the help have their keys", () => {
  const read = shortcutReader(entries);
  expect(read(press("/"))).toEqual({ kind: "search" });
  expect(read(press("?"))).toEqual({ kind: "help" });
});
