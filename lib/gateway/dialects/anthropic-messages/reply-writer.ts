import type { ReplyContext, ReplyWriter } from "../dialect.ts";
import { foldReply } from "../fold-reply.ts";
import { restoreToolNames } from "../tool-names.ts";
import { writeFailFrames } from "./errors.ts";
import { openFrameWriter } from "./frame-writer.ts";
import { writeWholeReply } from "./whole-reply.ts";

/** Writes Anthropic's events as canonical ones come, or folds them into one whole message. */
export function openMessagesWriter(context: ReplyContext): ReplyWriter {
  const fold = foldReply();
  const frames = openFrameWriter(context);
  const rename = restoreToolNames(context.request);
  const { stream } = context.request;
  return {
    write: (given) => {
      const event = rename(given);
      if (stream) return frames.write(event);
      fold.add(event);
      return [];
    },
    end: frames.end,
    fail: writeFailFrames,
    whole: (metadata) => writeWholeReply(fold, context, metadata),
  };
}
