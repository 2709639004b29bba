import { describe, expect, it } from "vitest";
import { pageHeaders } from "./page-headers.ts";

const plain = { nonce: "bm9uY2U=", isDevelopment: false, isSecure: false };

describe("pageHeaders", () => {
  it("W2 lets scripts run by nonce only, and neither inline nor by eval", () => {
    const policy = pageHeaders(plain)["content-security-policy"];
    expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("eval");
  });

  it("speaks of https only where people use it", () => {
    expect(pageHeaders(plain)["strict-transport-security"]).toBeUndefined();
    expect(pageHeaders(plain)["content-security-policy"]).not.toContain("upgrade-insecure-requests");
    const secure = pageHeaders({ ...plain, isSecure: true });
    expect(secure["strict-transport-security"]).toContain("max-age=31536000");
    expect(secure["content-security-policy"]).toContain("upgrade-insecure-requests");
  });

  it("allows what reloading needs while developing", () => {
    expect(pageHeaders({ ...plain, isDevelopment: true })["content-security-policy"]).toContain("'unsafe-eval'");
  });
});
