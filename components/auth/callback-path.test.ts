import { expect, it } from "vitest";
import { callbackPath } from "./callback-path.ts";

it.each(["/logs?status=error", "/keys/key_1#usage"])("goes on to %s, which lies in this dashboard", (path) => {
  expect(callbackPath(path)).toBe(path);
});

it.each([
  "https://evil.example/",
  "//evil.example/overview",
  "/\\evil.example",
  "\\/evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "overview",
  "",
])("goes to the overview instead of %j", (address) => {
  expect(callbackPath(address)).toBe("/overview");
});

it("does not lead back to the sign-in page", () => {
  expect(callbackPath("/sign-in?callbackUrl=/keys")).toBe("/overview");
});

it("takes no address that was given twice", () => {
  expect(callbackPath(["/keys", "/logs"])).toBe("/overview");
  expect(callbackPath(undefined)).toBe("/overview");
});
