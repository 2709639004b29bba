import { asGatewayError } from "../errors.ts";
import type { GatewayPorts } from "../ports.ts";
import { failureOf } from "../streaming/frames.ts";
import type { PieceStream } from "../streaming/pieces.ts";
import type { Committed } from "./attempt.ts";
import { isTargetFault } from "./failure-kinds.ts";

/**
 * For a request that asked for a stream: keeps it counted as running until its end, and a break behind the first token as the
 * target's failure. A provider may have answered it whole.
 */
export function trackStream(
  { health, clock }: Pick<GatewayPorts, "health" | "clock">,
  committed: Committed,
): Committed {
  const { reply, target, startedAtMs } = committed;
  if (reply.kind === "whole") {
    const report = health.follow(target.healthKey);
    report.completed();
    report.ended();
    return committed;
  }
  async function* tracked(pieces: PieceStream): PieceStream {
    const report = health.follow(target.healthKey);
    const fail = (cause: unknown) => {
      if (isTargetFault(asGatewayError(cause))) report.failed(clock.monotonicMs() - startedAtMs);
    };
    try {
      let failed = false;
      for await (const batch of pieces) {
        const failure = batch.map(failureOf).find((found) => found !== undefined);
        if (failure) fail(failure);
        failed ||= failure !== undefined;
        yield batch;
      }
      if (!failed) report.completed();
    } catch (cause) {
      fail(cause);
      throw cause;
    } finally {
      report.ended();
    }
  }
  return { ...committed, reply: { kind: "stream", pieces: tracked(reply.pieces) } };
}
