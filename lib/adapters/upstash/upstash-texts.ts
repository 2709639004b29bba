import type { Redis } from "@upstash/redis";
import type { TextStore } from "../redis/shared-kept-reasoning.ts";

/** Texts in Upstash, several to a call. They begin with letters that are no JSON, so that the client leaves them as they are. */
export function upstashTexts(redis: Redis): TextStore {
  return {
    setTexts: (entries, seconds) => {
      const commands = redis.pipeline();
      for (const [name, text] of entries) commands.set(name, `t:${text}`, { ex: seconds });
      return commands.exec();
    },
    getTexts: async (names) => {
      const texts = await redis.mget<(string | null)[]>(...names);
      return texts.map((text) => (typeof text === "string" && text.startsWith("t:") ? text.slice(2) : null));
    },
  };
}
