"use client";

import { useMemo, useState } from "react";
import { useRefresh } from "#components/refresh/refresh-provider.tsx";
import type { LogRow } from "#lib/management/logs/log-view.ts";
import { apiRequest } from "../api-client.ts";
import { type KeysetPage, useKeysetList } from "../data-table/use-keyset-list.ts";
import { type LiveState, useLive } from "../live/use-live.ts";
import { addNews, type News, newestFirst, noNews, showNews } from "./log-news.ts";

type LogTailOptions = {
  /** The list in the API with its filters. */
  readonly path: string;
  readonly first: KeysetPage<LogRow>;
  readonly version: string;
  readonly mode: "on" | "paused";
  /** New rows may appear without moving what is being read. */
  readonly isAtTop: () => boolean;
};

type Tail = { readonly first: KeysetPage<LogRow>; readonly news: News<LogRow> };

/** The log's rows with those that arrive while it is open. */
export function useLogTail({ path, first, version, mode, isAtTop }: LogTailOptions) {
  const { refresh } = useRefresh();
  const { rows: loaded, more } = useKeysetList({ path, first });
  const [tail, setTail] = useState<Tail>({ first, news: noNews });
  // Another first page is another list: what arrived for the old one is in it, or was filtered out.
  const news = tail.first === first ? tail.news : noNews;

  async function look() {
    const page = await apiRequest<KeysetPage<LogRow>>("GET", path);
    const place = isAtTop() ? "shown" : "held";
    setTail((now) => {
      const before = now.first === first ? now.news : noNews;
      return { first, news: addNews(before, { page: page.data, loaded, place }) };
    });
  }

  function show() {
    if (news.isGap) refresh();
    else setTail({ first, news: showNews(news) });
  }

  const state: LiveState = useLive({ version, mode, onNews: look });
  const rows = useMemo(() => newestFirst([...news.shown, ...loaded]), [news.shown, loaded]);
  return { rows, more, state, held: { count: news.held.length, isGap: news.isGap, show } };
}
