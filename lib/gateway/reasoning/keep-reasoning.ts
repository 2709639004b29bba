import type { CanonicalEvent, Part, ReasoningPart } from "../dialects/canonical.ts";
import { foldReply } from "../dialects/fold-reply.ts";
import { toolCallId } from "../dialects/tool-call-id.ts";
import { keptEntry, keptName } from "./kept-entry.ts";
import { type KeptReasoning, keptReasoningLengthMax } from "./kept-reasoning.ts";

/** Collects from one reply what its provider wants back with the results of its calls. */
export type ReasoningKeeper = { readonly add: (event: CanonicalEvent) => void; readonly keep: () => void };

const wanted: ReadonlySet<CanonicalEvent["type"]> = new Set([
  "reasoning",
  "reasoning_signature",
  "reasoning_redacted",
  "tool_start",
]);

export function openReasoningKeeper(
  kept: KeptReasoning,
  place: { readonly organizationId: string; readonly replyId: string },
): ReasoningKeeper {
  const fold = foldReply();
  let calls = false;
  return {
    add: (event) => {
      if (!wanted.has(event.type)) return;
      calls ||= event.type === "tool_start";
      fold.add(event);
    },
    keep: () => {
      if (!calls) return;
      const entries = new Map<string, string>();
      for (const { index, parts } of fold.choices()) collect(parts, { ...place, choice: index }, entries);
      if (entries.size > 0) kept.keep(entries);
    },
  };
}

type Place = { readonly organizationId: string; readonly replyId: string; readonly choice: number };

/** Each call keeps the reasoning since the call before it. Without a proof no provider takes it back. */
function collect(parts: readonly Part[], place: Place, entries: Map<string, string>): void {
  let reasoning: ReasoningPart[] = [];
  let calls = 0;
  for (const part of parts) {
    if (part.type === "reasoning") {
      if (part.signature !== undefined || part.redacted !== undefined) reasoning.push(part);
    } else if (part.type === "tool_call") {
      const id = toolCallId(part.id, place.replyId, { choice: place.choice, index: calls++ });
      const entry = keptEntry({ reasoning, ...(part.signature !== undefined && { signature: part.signature }) });
      const name = keptName(place.organizationId, id);
      if (entry !== undefined && name !== undefined && entry.length <= keptReasoningLengthMax) entries.set(name, entry);
      reasoning = [];
    }
  }
}
