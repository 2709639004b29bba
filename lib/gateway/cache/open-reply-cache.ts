import type { GatewayRequest } from "../http.ts";
import type { Trace } from "../metering/trace.ts";
import type { GatewayPorts } from "../ports.ts";
import type { CallFacts } from "../request/call-facts.ts";
import type { Plan, Target } from "../routing/plan.ts";
import { cacheName, requestIdentity } from "./cache-key.ts";
import { type CachedReply, readCachedReply, writeCachedReply } from "./cached-reply.ts";
import { cachedReplyLengthMax, defaultCacheSeconds } from "./reply-cache.ts";

/** A kept reply, and the target that would give it now. */
export type CacheHit = { readonly reply: CachedReply; readonly target: Target };

/** The cache as one request sees it. */
export type OpenReplyCache = {
  /** The reply that the first target of the plan once gave; none where the caller wants a new one. */
  readonly find: () => Promise<CacheHit | undefined>;
  /** Kept for the target that gave it: what a later target answered is no answer of the first one. Never fails. */
  readonly keep: (target: Target, reply: Omit<CachedReply, "keptAtMs">) => Promise<void>;
};

type CacheFacts = { readonly trace: Trace; readonly call: CallFacts; readonly plan: Plan };

/** Nothing where neither the caller nor the router asks for it, or the request's reply is no other's. */
export function openReplyCache(
  { replyCache, clock, log }: Pick<GatewayPorts, "replyCache" | "clock" | "log">,
  request: GatewayRequest,
  { trace, call, plan }: CacheFacts,
): OpenReplyCache | undefined {
  const mode = call.options.cache ?? (plan.cache?.enabled ? "on" : "off");
  if (mode === "off" || request.upload) return undefined;
  const identity = requestIdentity(request, call);
  if (identity === undefined) return undefined;
  const { organizationId } = trace.key;
  const seconds = call.options.cacheTtlSeconds ?? plan.cache?.ttlSeconds ?? defaultCacheSeconds;
  const nameFor = (target: Target) => cacheName(request, { organizationId, identity, target });
  return {
    async find() {
      const [target] = plan.targets;
      if (mode === "refresh" || !target) return undefined;
      const text = await replyCache.find(await nameFor(target));
      const reply = text === undefined ? undefined : readCachedReply(text);
      return reply && clock.nowMs() - reply.keptAtMs < seconds * 1_000 ? { reply, target } : undefined;
    },
    async keep(target, reply) {
      try {
        const text = writeCachedReply({ ...reply, keptAtMs: clock.nowMs() });
        if (text.length <= cachedReplyLengthMax) replyCache.keep(await nameFor(target), text, seconds);
      } catch (cause) {
        log.warn("reply_not_kept", { requestId: trace.requestId, cause });
      }
    },
  };
}
