import type { JsonObject } from "#lib/core/json.ts";
import type { Usage } from "../../metering/usage.ts";
import type { CanonicalEvent } from "../canonical.ts";
import type { ReplyContext, ReplyWriter } from "../dialect.ts";
import { writeFrame } from "../named-frame.ts";
import { BlockWriter } from "./block-writer.ts";
import { writeStopReason } from "./finish.ts";
import { noUsage, writeMessagesUsage } from "./usage.ts";

type Finish = Extract<CanonicalEvent, { readonly type: "finish" }>;

/**
 * Writes a streamed message in Anthropic's order: `message_start`, one block after the other, one
 * `message_delta` with reason and usage, `message_stop`.
 */
export function openFrameWriter(context: ReplyContext): Pick<ReplyWriter, "write" | "end"> {
  const blocks = new BlockWriter(context);
  let usage: Usage = noUsage;
  let finish: Finish | undefined;
  let started = false;
  let ended = false;

  function start(): readonly string[] {
    if (started) return [];
    started = true;
    const message = {
      id: `msg_${context.replyId}`,
      type: "message",
      role: "assistant",
      model: context.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: writeMessagesUsage(noUsage),
    };
    return [writeFrame({ type: "message_start", message })];
  }

  return {
    write: (event) => {
      if (event.type === "usage") usage = event.usage;
      if (!("choice" in event) || event.choice !== 0 || finish) return start();
      if (event.type !== "finish") return [...start(), ...blocks.write(event)];
      finish = event;
      return [...start(), ...blocks.close()];
    },
    end: (metadata) => {
      if (ended) return [];
      ended = true;
      const delta = deltaOf(finish, blocks.calls);
      const extra = metadata ? { gateway: metadata } : {};
      return [
        ...start(),
        ...blocks.close(),
        writeFrame({ type: "message_delta", delta, usage: writeMessagesUsage(usage), ...extra }),
        writeFrame({ type: "message_stop" }),
      ];
    },
  };
}

function deltaOf(finish: Finish | undefined, calls: number): JsonObject {
  const reason = finish?.reason ?? (calls > 0 ? "tool_calls" : "stop");
  const stopSequence = finish?.stopSequence;
  return { stop_reason: writeStopReason(reason, stopSequence !== undefined), stop_sequence: stopSequence ?? null };
}
