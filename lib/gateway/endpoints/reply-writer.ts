import type { ReplyWriter } from "../dialects/dialect.ts";
import type { GatewayPorts } from "../ports.ts";
import { openReasoningKeeper } from "../reasoning/keep-reasoning.ts";
import type { GenerateJourney } from "./generate.ts";

/**
 * Opens the writer of the caller's dialect for a reply that came in another one. What the provider will want back with
 * the results of its calls is kept, should the caller's client leave it out.
 */
export function openReplyWriter(
  { keptReasoning }: Pick<GatewayPorts, "keptReasoning">,
  { trace, call }: GenerateJourney,
  model: string,
): ReplyWriter {
  const replyId = trace.requestId.slice("req_".length).toLowerCase();
  const createdSeconds = Math.floor(trace.createdAtMs / 1_000);
  const writer = call.inbound.openWriter({ request: call.canonical, replyId, createdSeconds, model });
  if (call.canonical.tools.length === 0) return writer;
  const keeper = openReasoningKeeper(keptReasoning, { organizationId: trace.key.organizationId, replyId });
  return {
    ...writer,
    write: (event) => {
      keeper.add(event);
      return writer.write(event);
    },
    end: (metadata) => {
      keeper.keep();
      return writer.end(metadata);
    },
    whole: (metadata) => {
      keeper.keep();
      return writer.whole(metadata);
    },
  };
}
