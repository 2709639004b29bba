import { ManagementError } from "#lib/management/errors.ts";

export type PageRead<Value> =
  | { readonly kind: "read"; readonly value: Value }
  /** Said to the reader as it is. */
  | { readonly kind: "refused"; readonly message: string };

/** Reads for a page what its address may ask for wrongly: a refusal is shown in place, a defect goes on. */
export async function readForPage<Value>(reading: Promise<Value>): Promise<PageRead<Value>> {
  try {
    return { kind: "read", value: await reading };
  } catch (error) {
    if (error instanceof ManagementError) return { kind: "refused", message: error.message };
    throw error;
  }
}
