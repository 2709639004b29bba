import { describe, expect, it } from "vitest";
import { addNews, type News, newestFirst, noNews, showNews } from "./log-news.ts";

type Row = { readonly id: string };

const rows = (...ids: readonly number[]): readonly Row[] => ids.map((id) => ({ id: `req_${id}` }));
const none: News<Row> = noNews;

describe("addNews", () => {
  it("adds only what is not in the list yet", () => {
    const news = addNews(none, { page: rows(5, 4, 3), loaded: rows(3, 2, 1), place: "shown" });
    expect(news).toEqual({ shown: rows(5, 4), held: [], isGap: false });
    expect(addNews(news, { page: rows(5, 4, 3), loaded: rows(3, 2, 1), place: "shown" })).toEqual(news);
  });

  it("holds rows back while the reader is further down, and shows them with the next that may be shown", () => {
    const held = addNews(none, { page: rows(4, 3), loaded: rows(3, 2), place: "held" });
    expect(held).toEqual({ shown: [], held: rows(4), isGap: false });
    expect(showNews(held)).toEqual({ shown: rows(4), held: [], isGap: false });
    expect(addNews(held, { page: rows(5, 4, 3), loaded: rows(3, 2), place: "shown" }).shown).toEqual(rows(5, 4));
  });

  it("says so when more arrived than a page holds", () => {
    expect(addNews(none, { page: rows(9, 8), loaded: rows(2, 1), place: "shown" })).toEqual({
      shown: [],
      held: rows(9, 8),
      isGap: true,
    });
  });

  it("takes a whole page for news when the list was empty", () => {
    expect(addNews(none, { page: rows(2, 1), loaded: [], place: "shown" })).toEqual({
      shown: rows(2, 1),
      held: [],
      isGap: false,
    });
  });
});

it("places a request that began before others and ended after them below them", () => {
  expect(newestFirst([...rows(2), ...rows(3, 1)])).toEqual(rows(3, 2, 1));
});
