import { expect, test } from "vitest";
import { foldSeries, otherId } from "./series.ts";

const series = ["a", "b", "c", "d"].map((id) => ({ id, label: id.toUpperCase() }));
const points = [
  { at: "2026-03-04T00:00:00Z", values: { a: 1, b: 10, c: 3, d: 2 } },
  { at: "2026-03-04T01:00:00Z", values: { a: 1, b: 10, c: null, d: null } },
  { at: "2026-03-04T02:00:00Z", values: {} },
];

test("the largest come first", () => {
  expect(foldSeries({ series, points }).series.map(({ id }) => id)).toEqual(["b", "c", "a", "d"]);
});

test("the small ones are added up, and nothing is lost", () => {
  const folded = foldSeries({ series, points }, 3);
  expect(folded.series.map(({ label }) => label)).toEqual(["B", "C", "Other (2)"]);
  expect(folded.points.map(({ values }) => values[otherId])).toEqual([3, 1, null]);
});
