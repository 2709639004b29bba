import { expect, it } from "vitest";
import { readFilters, readSearch, withFilters } from "./log-query.ts";

it("reads the filters that the log knows, and leaves everything else in the address alone", () => {
  const query = {
    status: "error",
    minCostUsd: "0.01",
    search: "gpt",
    range: "7d",
    provider: "",
    keyId: ["key_1", "key_2"],
  };
  expect(readFilters(query)).toEqual({ status: "error", minCostUsd: "0.01", keyId: "key_1" });
  expect(readSearch(query)).toEqual({ search: "gpt" });
});

it("filters by no status that requests cannot have", () => {
  expect(readFilters({ status: "failed" })).toEqual({});
});

it("writes filters so that the API reads what was meant", () => {
  expect(withFilters("/logs", { metadata: "team:a&b", search: undefined })).toBe("/logs?metadata=team%3Aa%26b");
  expect(withFilters("/logs", {})).toBe("/logs");
});
