import { randomBase62 } from "./random.ts";

/** `gw_` opens `/v1`, `gwm_` opens `/api`. */
export type KeyPrefix = "gw_" | "gwm_";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const randomLength = 40;
const checksumLength = 6;

/** A new key: prefix, 40 characters of randomness, and the checksum of all before it. Shown once, kept as a hash. */
export function newGatewayKey(prefix: KeyPrefix): string {
  const body = prefix + randomBase62(randomLength);
  return body + checksumOf(body, body.length);
}

/**
 * Whether a text could be a key at all. It costs no allocation and no look-up, so that guesses and leaked
 * fragments are refused before any store is asked.
 */
export function isWellFormedKey(text: string, prefix: KeyPrefix): boolean {
  const bodyLength = prefix.length + randomLength;
  if (text.length !== bodyLength + checksumLength || !text.startsWith(prefix)) return false;
  for (let index = prefix.length; index < text.length; index++) {
    if (!isBase62(text.charCodeAt(index))) return false;
  }
  return text.endsWith(checksumOf(text, bodyLength));
}

/** What a person may see of a key to recognise it: the first four and the last four random characters. */
export function keyHint(key: string): string {
  const random = key.slice(key.indexOf("_") + 1);
  return `${random.slice(0, 4)}…${random.slice(-4)}`;
}

/** CRC-32 of the first `length` characters, as six base62 characters. */
function checksumOf(text: string, length: number): string {
  let crc = 0xffff_ffff;
  for (let index = 0; index < length; index++) {
    crc = (crc >>> 8) ^ (table[(crc ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  let rest = ~crc >>> 0;
  let checksum = "";
  for (let place = 0; place < checksumLength; place++) {
    checksum = (alphabet[rest % 62] ?? "") + checksum;
    rest = Math.floor(rest / 62);
  }
  return checksum;
}

function isBase62(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});
