/** Chance comes in as a port: a uniform number in [0, 1). */
export type Random = () => number;

export const systemRandom: Random = () => Math.random();

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Unpredictable base62 characters from the platform's secure source, without modulo bias. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < 248 && text.length < length) text += base62[byte % 62];
    }
  }
  return text;
}

const pool = new Uint8Array(8_192);
let taken = pool.length;

/**
 * Unpredictable bytes from the platform's secure source, asked for in bulk: a call for a few costs as much as one for
 * thousands. At most 8,192. The bytes are the caller's own.
 */
export function randomBytes(length: number): Uint8Array {
  if (taken + length > pool.length) {
    crypto.getRandomValues(pool);
    taken = 0;
  }
  const bytes = pool.slice(taken, taken + length);
  pool.fill(0, taken, taken + length);
  taken += length;
  return bytes;
}
