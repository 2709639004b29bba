import { describe, expect, it } from "vitest";
import { argonPasswordHasher } from "./argon-password-hasher.ts";

const hasher = argonPasswordHasher();

describe("argonPasswordHasher", () => {
  it("keeps PHC strings of argon2id with 19 MiB, two passes and one lane", async () => {
    const stored = await hasher.hash("correct horse");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hasher.hash("correct horse")).not.toBe(stored);
    expect(hasher.isOutdated(stored)).toBe(false);
  });

  it("tells the right password from wrong ones", async () => {
    const stored = await hasher.hash("correct horse");
    expect(await hasher.verify("correct horse", stored)).toBe(true);
    expect(await hasher.verify("correct horse ", stored)).toBe(false);
    expect(await hasher.verify("", stored)).toBe(false);
  });

  it("takes the same password typed with other code points of the same characters", async () => {
    expect(await hasher.verify("Ame\u0301lie", await hasher.hash("Amélie"))).toBe(true);
  });

  it("knows a hash that another program made: a published vector of the reference implementation", async () => {
    const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await hasher.verify("password", stored)).toBe(true);
    expect(await hasher.verify("passwore", stored)).toBe(false);
  });

  it("calls a hash with weaker parameters outdated", () => {
    expect(hasher.isOutdated(`$argon2id$v=19$m=4096,t=3,p=1$${"a".repeat(22)}$${"a".repeat(43)}`)).toBe(true);
    expect(hasher.isOutdated(`$argon2id$v=19$m=65536,t=3,p=4$${"a".repeat(22)}$${"a".repeat(43)}`)).toBe(false);
  });

  it.each([undefined, "", "plain text", "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$x"])(
    "W3 says no to everybody whose hash is %j, whatever the password",
    async (stored) => expect(await hasher.verify("correct horse", stored)).toBe(false),
  );

  it("W3 takes as long for an unknown person as for a known one", async () => {
    const stored = await hasher.hash("correct horse");
    const known = await medianMs(() => hasher.verify("wrong", stored));
    const unknown = await medianMs(() => hasher.verify("wrong", undefined));
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });
});

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let round = 0; round < 9; round++) {
    const startMs = performance.now();
    await work();
    durations.push(performance.now() - startMs);
  }
  return durations.toSorted((left, right) => left - right)[4] ?? 0;
}
