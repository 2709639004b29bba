import { formatTokens } from "#components/format/format-number.ts";
import type { KeyView } from "#lib/management/keys/key-view.ts";

type LimitFields = Pick<KeyView, "requestsPerMinute" | "tokensPerMinute" | "maxConcurrent">;

/** A key's limits in a few words each: "600 requests/min". Empty when there are none. */
export function limitWords({ requestsPerMinute, tokensPerMinute, maxConcurrent }: LimitFields): readonly string[] {
  return [
    requestsPerMinute === null ? "" : `${formatTokens(requestsPerMinute)} requests/min`,
    tokensPerMinute === null ? "" : `${formatTokens(tokensPerMinute)} tokens/min`,
    maxConcurrent === null ? "" : `${formatTokens(maxConcurrent)} at once`,
  ].filter((text) => text !== "");
}
