import type { ReasoningFormat } from "./canonical.ts";

/** The names of the makers' formats as OpenRouter writes them; clients of chat see them in `reasoning_details`. */
export const anthropicFormat: ReasoningFormat = "anthropic-claude-v1";
export const googleFormat: ReasoningFormat = "google-gemini-v1";
export const openaiFormat: ReasoningFormat = "openai-responses-v1";

const marks = { signature: "gw1s.", redacted: "gw1r." } as const;

/** A maker's proof of its reasoning: a signature beside the text, or the text itself, readable to it alone. */
export type Proof = {
  readonly kind: keyof typeof marks;
  readonly format: ReasoningFormat;
  readonly data: string;
  /** The maker's id of the item, where it gave one. */
  readonly id?: string | undefined;
};

/**
 * A proof of another maker on its way through a client whose format has one field for it and no maker's name.
 * `unpackProof` finds the maker again; a proof without mark is the format's own.
 */
export function packProof({ kind, format, data, id = "" }: Proof, own: ReasoningFormat): string {
  return format === own ? data : `${marks[kind]}${format}.${id.replaceAll(".", "")}.${data}`;
}

/** `own` says which kind the field is for when nothing was packed. */
export function unpackProof(packed: string, own: Proof["kind"], ownFormat: ReasoningFormat): Proof {
  const match = /^gw1([sr])\.([^.]*)\.([^.]*)\.(.*)$/s.exec(packed);
  if (!match) return { kind: own, format: ownFormat, data: packed };
  const [, kind, format = "", id = "", data = ""] = match;
  return { kind: kind === "r" ? "redacted" : "signature", format, data, ...(id && { id }) };
}

/** Whether a proof was packed here for another maker, whose own server would refuse it. */
export function isForeignProof(packed: string): boolean {
  return packed.startsWith(marks.signature) || packed.startsWith(marks.redacted);
}

/** The part of a canonical reasoning part that holds a proof. */
export function proofPart({ kind, format, data, id }: Proof) {
  const proof = kind === "signature" ? { signature: data, format } : { redacted: data, format };
  return id === undefined ? proof : { ...proof, id };
}

/** A format that nobody named: its reasoning goes back to nobody. */
export const unknownFormat: ReasoningFormat = "unknown";
