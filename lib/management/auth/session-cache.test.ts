import { describe, expect, it } from "vitest";
import type { Principal } from "./principal.ts";
import { sessionCache } from "./session-cache.ts";

const principal = (id: string, expiresAtMs = 1_000_000): Principal => ({
  user: { id, email: `${id}@gateway.test`, name: id },
  via: "session",
  tokenId: "ses_1",
  scopes: ["read", "write"],
  memberships: [],
  expiresAtMs,
});

describe("sessionCache", () => {
  it("remembers for five seconds, and never beyond the session's end", () => {
    let nowMs = 0;
    const cache = sessionCache({ nowMs: () => nowMs, monotonicMs: () => nowMs });
    cache.remember("long", principal("ada"));
    cache.remember("short", principal("ada", 1_000));
    nowMs = 999;
    expect([cache.find("long"), cache.find("short")]).toEqual([principal("ada"), principal("ada", 1_000)]);
    nowMs = 1_000;
    expect(cache.find("short")).toBeUndefined();
    nowMs = 5_000;
    expect(cache.find("long")).toBeUndefined();
  });

  it("forgets all of one person's at once", () => {
    const cache = sessionCache({ nowMs: () => 0, monotonicMs: () => 0 });
    cache.remember("one", principal("ada"));
    cache.remember("two", principal("ada"));
    cache.remember("three", principal("bob"));
    cache.forgetUser("ada");
    expect([cache.find("one"), cache.find("two"), cache.find("three")?.user.id]).toEqual([undefined, undefined, "bob"]);
  });

  it("K4 does not grow with what it is shown", () => {
    const cache = sessionCache({ nowMs: () => 0, monotonicMs: () => 0 });
    for (let index = 0; index < 20_000; index++) cache.remember(`name ${index}`, principal(`user ${index}`));
    expect(cache.find("name 0")).toBeUndefined();
    expect(cache.find("name 19999")).toBeDefined();
  });
});
