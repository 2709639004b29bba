import { z } from "zod";
import type { ReasoningPart } from "../dialects/canonical.ts";
import { compact } from "../dialects/compact.ts";

/** What is kept of one call: the reasoning that led to it, and the signature of the call itself. */
export type KeptCall = { readonly reasoning: readonly ReasoningPart[]; readonly signature?: string };

const idLengthMax = 256;

const schema = z.object({
  reasoning: z.array(
    z.object({
      type: z.literal("reasoning"),
      text: z.string(),
      signature: z.string().optional(),
      redacted: z.string().optional(),
      id: z.string().optional(),
      format: z.string().optional(),
    }),
  ),
  signature: z.string().optional(),
});

/** Under which name a call's reasoning is kept; an id that nobody made here is not looked for. */
export function keptName(organizationId: string, callId: string): string | undefined {
  return callId.length <= idLengthMax ? `${organizationId}:${callId}` : undefined;
}

/** The text of an entry, or nothing where there is nothing to keep. */
export function keptEntry(call: KeptCall): string | undefined {
  return call.reasoning.length === 0 && call.signature === undefined ? undefined : JSON.stringify(call);
}

/** The same back; `undefined` for what another version wrote. */
export function readKeptEntry(text: string): KeptCall | undefined {
  try {
    const { reasoning, signature } = schema.parse(JSON.parse(text));
    return compact({ reasoning: reasoning.map((part) => compact(part)), signature });
  } catch {
    return undefined;
  }
}
