import { openCustomCalls } from "../custom-calls.ts";
import type { ReplyContext, ReplyWriter } from "../dialect.ts";
import { foldReply } from "../fold-reply.ts";
import { restoreToolNames } from "../tool-names.ts";
import { writeFailFrames } from "./errors.ts";
import { FrameWriter } from "./frame-writer.ts";
import { writeWholeReply } from "./whole-reply.ts";

/** Writes chat's frames as events come, or folds them into one whole reply. */
export function openChatWriter(context: ReplyContext): ReplyWriter {
  const fold = foldReply();
  const frames = new FrameWriter(context);
  const unwrap = openCustomCalls(context.request);
  const rename = restoreToolNames(context.request);
  const { stream } = context.request;
  return {
    write: (event) => {
      const events = unwrap(rename(event));
      if (stream) return events.flatMap((one) => frames.write(one));
      for (const one of events) fold.add(one);
      return [];
    },
    end: (metadata) => frames.end(metadata),
    fail: writeFailFrames,
    whole: (metadata) => writeWholeReply(fold, context, metadata),
  };
}
