/**
 * The caller's address: the last of `X-Forwarded-For` that a trusted proxy wrote. With no trusted proxy the header
 * is only a claim of the caller, and the socket's own address counts.
 */
export function callerAddress(socketAddress: string, forwardedFor: string | undefined, trustedProxies: number): string {
  if (trustedProxies === 0 || forwardedFor === undefined) return plain(socketAddress);
  const hops = [...forwardedFor.split(",").map((hop) => hop.trim()), socketAddress];
  return plain(hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? socketAddress);
}

/** IPv4 that arrives on an IPv6 socket is written as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}
