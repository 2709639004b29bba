import { expect, test } from "vitest";
import { keyState } from "./key-state.ts";

const nowMs = Date.parse("2026-03-04T12:00:00Z");
const plain = { enabled: true, expiresAt: null, previousKeyUntil: null, remainingUsd: null, resetsAt: null };
const tomorrow = "2026-03-05T12:00:00.000Z";
const yesterday = "2026-03-03T12:00:00.000Z";

test("a key that works says nothing else", () => {
  expect(keyState(plain, nowMs)).toEqual({ kind: "active" });
  expect(keyState({ ...plain, remainingUsd: "0.000000001", previousKeyUntil: yesterday }, nowMs).kind).toBe("active");
});

test("what stops it comes before what is about to", () => {
  const spent = { ...plain, remainingUsd: "0", resetsAt: tomorrow, expiresAt: tomorrow, previousKeyUntil: tomorrow };
  expect(keyState(spent, nowMs)).toEqual({ kind: "spent", resetsAt: tomorrow });
  expect(keyState({ ...spent, expiresAt: yesterday }, nowMs).kind).toBe("expired");
  expect(keyState({ ...spent, enabled: false }, nowMs).kind).toBe("disabled");
});

test("a key that ends within a week, and one whose predecessor still works, say so", () => {
  expect(keyState({ ...plain, expiresAt: tomorrow }, nowMs).kind).toBe("expiring");
  expect(keyState({ ...plain, previousKeyUntil: tomorrow }, nowMs).kind).toBe("overlapping");
});
