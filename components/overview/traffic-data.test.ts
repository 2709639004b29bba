import { expect, it } from "vitest";
import { trafficData, trafficLine } from "./traffic-data.ts";

const first = "2026-03-01T00:00:00.000Z";
const second = "2026-03-01T01:00:00.000Z";
const third = "2026-03-01T02:00:00.000Z";

const traffic = {
  times: [first, second, third],
  series: [
    { key: "gpt-4.1", label: "gpt-4.1" },
    { key: "", label: "none" },
  ],
  points: [
    { at: first, key: "gpt-4.1", requests: 2, costUsd: "0.5" },
    { at: third, key: "gpt-4.1", requests: 3, costUsd: "0.25" },
    { at: third, key: "", requests: 1, costUsd: "0" },
  ],
};

it("draws a step without requests as zero, so that the line falls to the ground", () => {
  expect(trafficData(traffic, "requests").points).toEqual([
    { at: first, values: { "gpt-4.1": 2, "": 0 } },
    { at: second, values: { "gpt-4.1": 0, "": 0 } },
    { at: third, values: { "gpt-4.1": 3, "": 1 } },
  ]);
});

it("adds all series up for a sparkline", () => {
  expect(trafficLine(traffic, "requests")).toEqual([2, 0, 4]);
  expect(trafficLine(traffic, "spend")).toEqual([0.5, 0, 0.25]);
});
