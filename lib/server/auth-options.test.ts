import { describe, expect, it } from "vitest";
import { ownAddress } from "./auth-options.ts";

const base = "http://gateway.test:3000";

describe("ownAddress", () => {
  it.each([
    ["/overview", `${base}/overview`],
    ["/logs?status=error#top", `${base}/logs?status=error#top`],
    [`${base}/keys`, `${base}/keys`],
  ])("leads to %s", (wanted, address) => expect(ownAddress(wanted, base)).toBe(address));

  it.each([
    "https://evil.test",
    "https://evil.test/overview",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "http://gateway.test:3000@evil.test/",
    "http://gateway.test.evil.test:3000/",
    "javascript:alert(1)",
    "data:text/html,x",
  ])("W5 never leads away, to %j", (wanted) => expect(ownAddress(wanted, base)).toBe(`${base}/`));
});
