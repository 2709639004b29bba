import { expect, test } from "vitest";
import { rangeOf } from "./use-zoom.ts";

const points = ["00", "01", "02", "03"].map((hour) => ({ at: `2026-03-04T${hour}:00:00.000Z`, values: {} }));
const at = (index: number) => points[index]?.at ?? "";

test("a stretch reaches to the end of its last step, drawn either way", () => {
  const range = { from: "2026-03-04T01:00:00.000Z", to: "2026-03-04T03:00:00.000Z" };
  expect(rangeOf(points, { start: at(1), end: at(2) })).toEqual(range);
  expect(rangeOf(points, { start: at(2), end: at(1) })).toEqual(range);
});

test("a click is no stretch", () => expect(rangeOf(points, { start: at(1), end: at(1) })).toBeUndefined());
