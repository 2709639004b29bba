/** An IP address as a number: 32 bits or 128 bits. */
export type IpAddress = { readonly version: 4 | 6; readonly value: bigint };

/** A range of addresses in CIDR notation. */
export type IpRange = { readonly version: 4 | 6; readonly first: bigint; readonly last: bigint };

/** Reads dotted decimal (no octal, no short forms) or IPv6 text; `undefined` for everything else, zones included. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const four = parseFour(text);
  if (four !== undefined) return { version: 4, value: four };
  const six = text.includes(":") && text.length <= 45 ? parseSix(text.toLowerCase()) : undefined;
  return six === undefined ? undefined : { version: 6, value: six };
}

/** Reads `10.0.0.0/8`, or a single address as a range of one. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address = "", prefix, ...rest] = text.split("/");
  const base = parseIpAddress(address);
  if (!base || rest.length > 0) return undefined;
  const width = base.version === 4 ? 32 : 128;
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? width : Number(prefix);
  if (bits > width) return undefined;
  const size = 1n << BigInt(width - bits);
  const first = (base.value / size) * size;
  return { version: base.version, first, last: first + size - 1n };
}

export function isInRange(address: IpAddress, range: IpRange): boolean {
  return address.version === range.version && address.value >= range.first && address.value <= range.last;
}

/**
 * The IPv4 address inside an IPv6 one that only carries it: mapped (`::ffff:0:0/96`) and NAT64 (`64:ff9b::/96`).
 * Both reach the IPv4 host, so every rule has to judge that one.
 */
export function unwrapIpAddress(address: IpAddress): IpAddress {
  const carries = address.version === 6 && carriers.some((range) => isInRange(address, range));
  return carries ? { version: 4, value: address.value & 0xffff_ffffn } : address;
}

const carriers = readRanges(["::ffff:0:0/96", "64:ff9b::/96"]);

/** For tables of constant ranges: a line that is not a range is a defect of the table. */
export function readRanges(texts: readonly string[]): readonly IpRange[] {
  return texts.map((text) => {
    const range = parseIpRange(text);
    if (!range) throw new Error(`Not a range of addresses: ${text}`);
    return range;
  });
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseSix(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0] ?? "");
  const tail = readGroups(halves[1] ?? "");
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
}

/** One side of `::`; its last part may be dotted decimal. */
function readGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 ? parseFour(part) : undefined;
    if (four !== undefined) groups.push(Number(four >> 16n), Number(four & 0xffffn));
    else if (/^[0-9a-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups.length <= 8 ? groups : undefined;
}
