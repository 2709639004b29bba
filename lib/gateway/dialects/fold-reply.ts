import type { JsonObject, JsonValue } from "#lib/core/json.ts";
import type { Usage } from "../metering/usage.ts";
import type { CanonicalEvent, FinishReason, Part, ReasoningPart } from "./canonical.ts";
import { compact } from "./compact.ts";

/** One choice of a whole reply: its parts in the order in which the model made them. */
export type FoldedChoice = {
  readonly index: number;
  readonly parts: Part[];
  readonly logprobs: JsonValue[];
  readonly citations: JsonObject[];
  finish?: { readonly reason: FinishReason; readonly native?: string; readonly stopSequence?: string };
};

/** Collects events; the choices may be asked for at any time. */
export type FoldedReply = {
  readonly add: (event: CanonicalEvent) => void;
  readonly choices: () => readonly FoldedChoice[];
  readonly usage: () => Usage | undefined;
};

/** Folds a reply's events into whole choices; every whole reply is made from it. */
export function foldReply(): FoldedReply {
  const choices = new Map<number, FoldedChoice>();
  let usage: Usage | undefined;
  return {
    add: (event) => {
      if (event.type === "usage") usage = event.usage;
      if (!("choice" in event)) return;
      let choice = choices.get(event.choice);
      if (!choice) {
        choice = { index: event.choice, parts: [], logprobs: [], citations: [] };
        choices.set(event.choice, choice);
      }
      addToChoice(choice, event);
    },
    choices: () => [...choices.values()].sort((left, right) => left.index - right.index),
    usage: () => usage,
  };
}

type ChoiceEvent = Extract<CanonicalEvent, { readonly choice: number }>;

function addToChoice(choice: FoldedChoice, event: ChoiceEvent): void {
  const { parts } = choice;
  switch (event.type) {
    case "text":
    case "refusal":
      addText(parts, event.type, event.text);
      return;
    case "reasoning":
    case "reasoning_signature":
    case "reasoning_redacted":
      addReasoning(parts, event);
      return;
    case "tool_start": {
      const { id, name, signature, custom } = event;
      parts.push(compact({ type: "tool_call" as const, id, name, arguments: "", signature, custom }));
      return;
    }
    case "tool_arguments":
      addArguments(parts, event.index, event.text);
      return;
    case "logprobs":
      if (Array.isArray(event.value)) choice.logprobs.push(...event.value);
      return;
    case "citation":
      choice.citations.push(event.value);
      return;
    case "native":
      parts.push({ type: "native", dialect: event.dialect, value: event.value });
      return;
    case "finish": {
      const { reason, native, stopSequence } = event;
      choice.finish ??= compact({ reason, native, stopSequence });
    }
  }
}

function addText(parts: Part[], type: "text" | "refusal", text: string): void {
  const last = parts.at(-1);
  if (last?.type === type) parts[parts.length - 1] = { type, text: last.text + text };
  else parts.push({ type, text });
}

type ReasoningEvent = Extract<ChoiceEvent, { readonly type: `reasoning${string}` }>;

/** A signature closes a block of reasoning; what comes after it begins the next one. */
function addReasoning(parts: Part[], event: ReasoningEvent): void {
  const last = parts.at(-1);
  const open =
    last?.type === "reasoning" && last.signature === undefined && last.redacted === undefined ? last : undefined;
  const base: ReasoningPart = open ?? { type: "reasoning", text: "" };
  const format = event.format === undefined ? {} : { format: event.format };
  if (event.type === "reasoning_redacted") {
    const { id } = event;
    parts.push({ type: "reasoning", text: "", redacted: event.data, ...(id !== undefined && { id }), ...format });
    return;
  }
  const next =
    event.type === "reasoning"
      ? { ...base, text: base.text + event.text, ...format }
      : { ...base, signature: event.signature, ...format };
  if (open) parts[parts.length - 1] = next;
  else parts.push(next);
}

function addArguments(parts: Part[], index: number, text: string): void {
  let calls = 0;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part?.type !== "tool_call" || calls++ !== index) continue;
    parts[at] = { ...part, arguments: part.arguments + text };
    return;
  }
}
