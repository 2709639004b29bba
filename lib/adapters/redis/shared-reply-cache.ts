import type { Secret } from "#lib/core/secret.ts";
import { cachedReplyLengthMax, type ReplyCache } from "../../gateway/cache/reply-cache.ts";
import type { Log } from "../../gateway/ports.ts";
import { textSealer } from "../crypto/text-sealer.ts";
import type { TextStore } from "./shared-kept-reasoning.ts";
import { withinPatience } from "./within-patience.ts";

export type SharedReplyCacheOptions = {
  readonly store: TextStore;
  /** Replies are users' text: the store sees them sealed. */
  readonly secret: Secret;
  readonly log: Log;
};

const prefix = "gateway:reply:";

/** Shared by all instances; how much it holds in total is the store's own limit. While it is away, nothing is found. */
export function sharedReplyCache({ store, secret, log }: SharedReplyCacheOptions): ReplyCache {
  const sealer = textSealer(secret, "cached replies");
  const away = (cause: unknown): void => log.warn("reply_cache_away", { cause });
  return {
    keep(name, text, seconds) {
      if (text.length > cachedReplyLengthMax) return;
      store.setTexts(new Map([[prefix + name, sealer.seal(text, name)]]), seconds).catch(away);
    },
    async find(name) {
      try {
        const [sealed] = await withinPatience(store.getTexts([prefix + name]));
        return typeof sealed === "string" ? sealer.open(sealed, name) : undefined;
      } catch (cause) {
        away(cause);
        return undefined;
      }
    },
  };
}
