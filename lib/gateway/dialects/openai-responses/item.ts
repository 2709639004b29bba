import type { JsonObject } from "#lib/core/json.ts";
import type { CanonicalEvent } from "../canonical.ts";

/** Writes one event; empty where nothing is streamed. */
export type Emit = (type: string, body: JsonObject) => string;

/** What an output item needs to know of its place. */
export type ItemPlace = { readonly id: string; readonly output: number; readonly emit: Emit };

/** One output item while it is written. */
export type Item = {
  readonly start: () => readonly string[];
  readonly write: (event: CanonicalEvent) => readonly string[];
  readonly close: (incomplete: boolean) => readonly string[];
  /** The item as it is now. */
  readonly value: () => JsonObject;
};
