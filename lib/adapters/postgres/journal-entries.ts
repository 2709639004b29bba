import { z } from "zod";

/** How much of a lease one request has taken, or ends. Amounts are decimal strings. */
export type LeasePart = { readonly id: string; readonly leaseId: string; readonly amountNanoUsd: string };

/** A request's end: the JSON text of its log row, and its part of the lease it was admitted from, if any. */
export type SettledEntry = { readonly id: string; readonly row: string; readonly part?: LeasePart };

export type JournalEntry =
  | { readonly kind: "admitted"; readonly part: LeasePart }
  | { readonly kind: "settled"; readonly entry: SettledEntry };

/** The line of a request that is about to be dispatched on the money of a lease. */
export function admittedLine(part: LeasePart): string {
  return `{"admitted":${JSON.stringify(part)}}`;
}

/** Put together from texts: the row is the longest that is ever written, and is written as it goes to the database. */
export function settledLine({ row, part }: SettledEntry): string {
  return part ? `{"part":${JSON.stringify(part)},"row":${row}}` : `{"row":${row}}`;
}

const leasePart = z.object({ id: z.string(), leaseId: z.string(), amountNanoUsd: z.string() });
const anyLine = z.union([
  z.object({ admitted: leasePart }),
  z.object({ row: z.looseObject({ id: z.string() }), part: leasePart.exactOptional() }),
]);

/** Throws for a line that no version of this program wrote. */
export function parseLine(text: string): JournalEntry {
  const line = anyLine.parse(JSON.parse(text));
  if ("admitted" in line) return { kind: "admitted", part: line.admitted };
  const { row, part } = line;
  return { kind: "settled", entry: { id: row.id, row: JSON.stringify(row), ...(part && { part }) } };
}
