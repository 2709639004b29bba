import { expect, test } from "vitest";
import { readHealth } from "./use-health.ts";

test("a gateway that is well says its version", () => {
  expect(readHealth({ status: "ok", database: "ok", counters: "ok", version: "0.1.0" })).toEqual({
    kind: "healthy",
    version: "0.1.0",
  });
});

test("a gateway with a part down names the part", () => {
  expect(readHealth({ status: "degraded", database: "down", counters: "ok", version: "0.1.0" })).toEqual({
    kind: "degraded",
    version: "0.1.0",
    parts: ["database"],
  });
});

test("an answer that is no health report counts as none", () => {
  expect(readHealth("<html>")).toEqual({ kind: "unreachable" });
});
