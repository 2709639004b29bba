import { expect, test } from "vitest";
import { placeHint } from "./hint-place.ts";

const viewport = { width: 390, height: 800 };
const hint = { width: 120, height: 24 };

test("a hint stands centered above its owner", () => {
  const owner = { left: 100, top: 200, width: 40, height: 20 };
  expect(placeHint(owner, hint, { side: "top", viewport })).toEqual({ left: 60, top: 170 });
});

test("without room above it goes below", () => {
  const owner = { left: 100, top: 10, width: 40, height: 20 };
  expect(placeHint(owner, hint, { side: "top", viewport }).top).toBe(36);
});

test("at the edge it stays inside the window", () => {
  const owner = { left: 370, top: 200, width: 20, height: 20 };
  expect(placeHint(owner, hint, { side: "top", viewport }).left).toBe(262);
  expect(placeHint({ ...owner, left: 0 }, hint, { side: "top", viewport }).left).toBe(8);
});
