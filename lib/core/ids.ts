import { randomBytes } from "./random.ts";

declare const brand: unique symbol;

/** An opaque, prefixed, time-ordered id: `key_` and a uuid v7 in Crockford's base 32. */
export type Id<Prefix extends string> = `${Prefix}_${string}` & { readonly [brand]: Prefix };

export type RequestId = Id<"req">;

export type IdPrefix =
  | "org"
  | "usr"
  | "mem"
  | "inv"
  | "tok"
  | "ses"
  | "con"
  | "crd"
  | "rtr"
  | "rul"
  | "key"
  | "bud"
  | "req"
  | "aud"
  | "whk"
  | "del"
  | "run"
  | "lea";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let lastMs = 0;
let sequence = 0;

/** A new id. Ids made by one process sort in the order in which they were made. */
export function newId<Prefix extends IdPrefix>(prefix: Prefix, nowMs: number = Date.now()): Id<Prefix> {
  const bytes = randomBytes(16);
  const ms = nextTick(nowMs);
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(ms / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${prefix}_${toBase32(bytes)}` as Id<Prefix>;
}

/** The moment an id was made, in milliseconds since 1970; `undefined` when it is no id of ours. */
export function idTimeMs(id: string): number | undefined {
  const match = /^[a-z]{3}_([0-9A-HJKMNP-TV-Z]{26})$/.exec(id);
  if (!match?.[1]) return undefined;
  let value = 0n;
  for (const character of match[1]) value = value * 32n + BigInt(crockford.indexOf(character));
  return Number(value >> 80n);
}

/** Keeps the order within one millisecond, borrowing from the next one after 4,096 ids. */
function nextTick(nowMs: number): number {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = 0;
  } else if (sequence < 0xfff) {
    sequence++;
  } else {
    lastMs++;
    sequence = 0;
  }
  return lastMs;
}

/** 16 bytes as 26 characters, most significant first, so that text order is time order. */
function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 2;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += crockford[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return text;
}
