"use client";

import { useState } from "react";
import { apiRequest } from "../api-client.ts";
import type { MoreRows } from "./load-more.tsx";

export type KeysetPage<Item> = { readonly data: readonly Item[]; readonly nextCursor: string | null };

type KeysetOptions<Item> = {
  /** The list in the API with its filters, without a cursor: `/logs?status=error`. */
  readonly path: string;
  /** What the server drew the page with. Another one begins the list anew. */
  readonly first: KeysetPage<Item>;
};

type Loaded<Item> = {
  readonly first: KeysetPage<Item>;
  readonly rows: readonly Item[];
  readonly cursor: string | null;
  readonly phase: "idle" | "loading" | { readonly failure: string };
};

/** The rows so far, and the way to more of them. */
export function useKeysetList<Item>({ path, first }: KeysetOptions<Item>) {
  const [kept, setKept] = useState(() => begin(first));
  const loaded = kept.first === first ? kept : begin(first);
  const { cursor } = loaded;

  async function load() {
    if (cursor === null) return;
    setKept({ ...loaded, phase: "loading" });
    // An answer for a list that was filtered anew meanwhile belongs to nobody.
    const settle = (change: Partial<Loaded<Item>>) =>
      setKept((now) => (now.first === first ? { ...now, ...change } : now));
    try {
      const page = await apiRequest<KeysetPage<Item>>("GET", withCursor(path, cursor));
      settle({ rows: [...loaded.rows, ...page.data], cursor: page.nextCursor, phase: "idle" });
    } catch (error) {
      settle({ phase: { failure: error instanceof Error ? error.message : String(error) } });
    }
  }

  return { rows: loaded.rows, more: moreOf(loaded, () => void load()) };
}

function begin<Item>(first: KeysetPage<Item>): Loaded<Item> {
  return { first, rows: first.data, cursor: first.nextCursor, phase: "idle" };
}

function moreOf<Item>({ cursor, phase }: Loaded<Item>, load: () => void): MoreRows {
  if (cursor === null) return { kind: "none" };
  if (typeof phase === "object") return { kind: "failed", message: phase.failure, load };
  return { kind: phase === "loading" ? "loading" : "ready", load };
}

function withCursor(path: string, cursor: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}
