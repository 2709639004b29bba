import type { CanonicalRequest } from "../canonical.ts";
import type { ClaudeRules } from "./model-rules.ts";

/** What the parts of one request share while it is written. */
export type WriteContext = {
  readonly request: CanonicalRequest;
  readonly rules: ClaudeRules;
  /** Collects the names of parameters that had no meaning. */
  readonly dropped: Set<string>;
};
