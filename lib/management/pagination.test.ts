import { describe, expect, it } from "vitest";
import { beforeCursor, decodeCursor, toOffsetPage, toPage } from "./pagination.ts";

const letters = ["a", "b", "c", "d", "e"];
const keyOf = (letter: string) => `key-${letter}-é`;

describe("pages", () => {
  it("end without a cursor when nothing follows", () => {
    expect(toPage(letters, { limit: 5 }, keyOf)).toEqual({ data: letters, nextCursor: null });
    expect(toPage([], { limit: 5 }, keyOf)).toEqual({ data: [], nextCursor: null });
  });

  it("carry the key of their last row to the next page", () => {
    const { data, nextCursor } = toPage(letters, { limit: 4 }, keyOf);
    expect(data).toEqual(["a", "b", "c", "d"]);
    expect(nextCursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor({ limit: 4, cursor: nextCursor ?? "" })).toBe(keyOf("d"));
    expect(beforeCursor({ limit: 4, cursor: nextCursor ?? "" })).toEqual({ id: { lt: keyOf("d") } });
    expect(beforeCursor({ limit: 4 })).toEqual({});
  });

  it.each(["", "%", "€", "a", "YWJj", btoa("c1"), btoa("%ff")])("refuse the cursor %j", (cursor) => {
    expect(() => decodeCursor({ limit: 4, cursor })).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });

  it("of lists in memory go on by place", () => {
    const first = toOffsetPage(letters, { limit: 2 }, undefined);
    const place = decodeCursor({ limit: 2, cursor: first.nextCursor ?? "" });
    expect(toOffsetPage(letters, { limit: 2 }, place).data).toEqual(["c", "d"]);
    expect(toOffsetPage(letters, { limit: 2 }, "4")).toEqual({ data: ["e"], nextCursor: null });
    expect(() => toOffsetPage(letters, { limit: 2 }, "-1")).toThrow();
  });
});
