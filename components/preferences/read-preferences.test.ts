import { expect, test } from "vitest";
import { defaultPreferences } from "./preferences.ts";
import { readPreferences } from "./read-preferences.ts";

const cookie = (value: unknown) => encodeURIComponent(JSON.stringify(value));

test("what was chosen is read back", () => {
  const chosen = {
    sidebar: "collapsed",
    density: "dense",
    shortcuts: "off",
    timeZone: "Europe/Berlin",
    columns: { logs: { ttft: true } },
  };
  expect(readPreferences(cookie(chosen))).toEqual(chosen);
});

test("a part that makes no sense falls back alone", () => {
  const read = readPreferences(cookie({ density: "dense", timeZone: "Moon/Crater", columns: 7 }));
  expect(read).toEqual({ ...defaultPreferences, density: "dense" });
});

test("no cookie, or one cut short, gives the defaults", () => {
  for (const value of [undefined, "", "%7B%22density", "null", "%E0%A4%A"]) {
    expect(readPreferences(value)).toEqual(defaultPreferences);
  }
});
