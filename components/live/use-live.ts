"use client";

import { useEffect, useRef, useState } from "react";
import type { Live } from "#lib/management/live/get-live.ts";
import { apiRequest } from "../api-client.ts";

export type LiveState = "live" | "paused" | "unreachable";

type LiveOptions = {
  /** As of the page that the server drew. */
  readonly version: string;
  readonly mode?: "on" | "paused";
  /** There are new requests. The next question waits for its end. */
  readonly onNews: () => void | Promise<void>;
};

const askEveryMs = 2_000;
const askAgainMs = 10_000;

/** Asks every two seconds whether there are new requests, as long as somebody looks. */
export function useLive({ version, mode = "on", onNews }: LiveOptions): LiveState {
  const [isReachable, setReachable] = useState(true);
  const seen = useRef(version);
  const tell = useRef(onNews);
  useEffect(() => {
    tell.current = onNews;
  });
  useEffect(() => {
    seen.current = version;
  }, [version]);

  useEffect(() => {
    if (mode === "paused") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gone = new AbortController();

    async function ask() {
      clearTimeout(timer);
      if (document.hidden || gone.signal.aborted) return;
      const isAnswered = await hear();
      if (gone.signal.aborted) return;
      setReachable(isAnswered);
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), isAnswered ? askEveryMs : askAgainMs);
    }

    /** Whatever goes wrong, the page says that it is not up to date and asks again. */
    async function hear(): Promise<boolean> {
      try {
        const answer = await apiRequest<Live>("GET", "/live");
        if (answer.version !== seen.current) await tell.current();
        seen.current = answer.version;
        return true;
      } catch {
        return false;
      }
    }

    void ask();
    document.addEventListener("visibilitychange", () => void ask(), { signal: gone.signal });
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [mode]);

  if (mode === "paused") return "paused";
  return isReachable ? "live" : "unreachable";
}
