import { describe, expect, it } from "vitest";
import { freeSlug } from "./slug.ts";

const none = async () => false;

describe("freeSlug", () => {
  it.each([
    ["Open AI!", "open-ai"],
    ["  Möbel & Söhne  ", "mobel-sohne"],
    ["a".repeat(60), "a".repeat(40)],
    ["--x--", "x"],
  ])("of %j is %s", async (name, slug) => expect(await freeSlug(name, none)).toBe(slug));

  it("is made of chance for names without Latin letters", async () => {
    expect(await freeSlug("日本語", none)).toMatch(/^[a-z0-9]{8}$/);
  });

  it("counts on where a slug is taken, and gives up counting at ten", async () => {
    const taken = new Set(["app", "app-2"]);
    expect(await freeSlug("App", async (slug) => taken.has(slug))).toBe("app-3");
    expect(await freeSlug("App", async (slug) => /^app(-\d)?$/.test(slug))).toMatch(/^app-[a-z0-9]{6}$/);
  });
});
