import { GatewayError } from "../errors.ts";

/** The one deadline of a request, and the shorter limits of each attempt inside it. */
export type Deadline = {
  /** Aborts when the time is over or, where that ends the request, when the caller has gone. */
  readonly guardAttempt: (firstTokenMs: number | undefined, totalMs?: number) => AttemptGuard;
  readonly remainingMs: () => number;
  /** Waits; rejects with the reason when the request ends before. */
  readonly pause: (waitMs: number) => Promise<void>;
  /** Stops the clock; called once the request has ended. */
  readonly clear: () => void;
};

export type AttemptGuard = {
  readonly signal: AbortSignal;
  /** The first token has come, or the attempt has failed: its own limit no longer counts. */
  readonly commit: () => void;
  /** What an error means once the reason for an abort is known. */
  readonly reasonOf: (error: unknown) => unknown;
};

type DeadlineOptions = {
  readonly totalMs: number;
  readonly nowMs: () => number;
  /** Ends the request when it aborts. Absent where the reply is read to its end even for a caller who has gone. */
  readonly callerSignal?: AbortSignal;
};

export function openDeadline({ totalMs, nowMs, callerSignal }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const endsAtMs = nowMs() + totalMs;
  const timer = setTimeout(() => controller.abort(timeout("the deadline of the request is over")), totalMs);
  const onGone = () => controller.abort(new GatewayError("caller_gone"));
  if (callerSignal?.aborted) onGone();
  callerSignal?.addEventListener("abort", onGone, { once: true });

  const remainingMs = () => Math.max(0, endsAtMs - nowMs());
  /** Of attempts that have less time than the request; they run on behind the first token. */
  const totals: Timer[] = [];
  return {
    remainingMs,
    pause: (waitMs) => pause(waitMs, controller.signal),
    clear() {
      clearTimeout(timer);
      for (const total of totals) clearTimeout(total);
      callerSignal?.removeEventListener("abort", onGone);
    },
    guardAttempt(firstTokenMs, totalMs = Number.POSITIVE_INFINITY) {
      const isShorter = totalMs < remainingMs();
      if (firstTokenMs === undefined && !isShorter) return plainGuard(controller.signal);
      const guard = limitedGuard(controller.signal, firstTokenMs);
      if (isShorter) totals.push(setTimeout(() => guard.stop("the attempt took too long"), totalMs));
      return guard;
    },
  };
}

function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, waitMs);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

function plainGuard(signal: AbortSignal): AttemptGuard {
  return { signal, commit: () => undefined, reasonOf: (error) => (signal.aborted ? signal.reason : error) };
}

type Timer = ReturnType<typeof setTimeout>;

/** Lives on after the first token, so that the end of the request or of the attempt's time still aborts the stream. */
function limitedGuard(
  outer: AbortSignal,
  firstTokenMs: number | undefined,
): AttemptGuard & { readonly stop: (detail: string) => void } {
  const controller = new AbortController();
  const stop = (detail: string) => controller.abort(timeout(detail));
  const onOuter = () => controller.abort(outer.reason);
  if (outer.aborted) onOuter();
  outer.addEventListener("abort", onOuter, { once: true });
  const timer = firstTokenMs === undefined ? undefined : setTimeout(() => stop("no token came in time"), firstTokenMs);
  return {
    signal: controller.signal,
    stop,
    commit: () => clearTimeout(timer),
    reasonOf: (error) => (controller.signal.aborted ? controller.signal.reason : error),
  };
}

function timeout(detail: string): GatewayError {
  return new GatewayError("upstream_timeout", { detail });
}
