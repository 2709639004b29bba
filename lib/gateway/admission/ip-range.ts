import { isInRange, parseIpAddress, parseIpRange, unwrapIpAddress } from "#lib/core/ip-address.ts";

/** Whether an address lies in one of the ranges; IPv4 that is carried in IPv6 counts as IPv4. */
export function isInRanges(ip: string, ranges: readonly string[]): boolean {
  const parsed = parseIpAddress(ip);
  if (!parsed) return false;
  const address = unwrapIpAddress(parsed);
  return ranges.some((text) => {
    const range = parseIpRange(text);
    return range !== undefined && isInRange(address, range);
  });
}
