import { expect, test } from "vitest";
import { emptyKey, keySchema } from "./key-form-schema.ts";

const named = { ...emptyKey, name: "web" };

test("what is left empty takes nothing along but its absence", () => {
  expect(keySchema.parse(named)).toEqual({
    name: "web",
    routerId: null,
    allowedModels: [],
    allowedIps: [],
    requestsPerMinute: null,
    tokensPerMinute: null,
    maxConcurrent: null,
    unknownPrice: null,
    expiresAt: null,
    budgetUsd: null,
    affordableCap: true,
    metadata: {},
  });
});

test("a period is sent only with a budget", () => {
  const parsed = keySchema.parse({ ...named, budgetUsd: "$1,250.50", budgetPeriod: "week" });
  expect(parsed).toMatchObject({ budgetUsd: "1250.50", budgetPeriod: "week" });
});

test("a key ends at the end of the day that was chosen, which lies ahead", () => {
  const parsed = keySchema.parse({ ...named, expiry: "date", expiresOn: "2999-12-31" });
  expect(new Date(parsed.expiresAt ?? 0).getTime()).toBe(new Date("2999-12-31T23:59:59").getTime());
  for (const expiresOn of ["", "2001-01-01"]) {
    const refused = keySchema.safeParse({ ...named, expiry: "date", expiresOn });
    expect(refused.error?.issues[0]?.path).toEqual(["expiresOn"]);
  }
});

test("patterns and addresses are checked one by one", () => {
  expect(keySchema.parse({ ...named, allowedModels: ["claude-*", "openai/gpt-4o"] }).allowedModels).toHaveLength(2);
  expect(keySchema.safeParse({ ...named, allowedModels: ["gpt 4"] }).success).toBe(false);
  expect(keySchema.safeParse({ ...named, allowedIps: ["example.com"] }).success).toBe(false);
});
