import { lookup as dnsLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { isMetadataAddress, isPublicAddress } from "#lib/core/public-address.ts";

/** An address that must not be dialled; the transport names it `upstream_blocked`. */
export class BlockedAddress extends Error {
  override readonly name = "BlockedAddress";
}

export type ConnectorOptions = {
  /** ALLOW_PRIVATE_UPSTREAMS. Metadata services stay forbidden. */
  readonly allowPrivate: boolean;
  readonly connectMs: number;
};

/**
 * Dials only addresses that are allowed, judged at connect time: what a name resolved to when it was saved may have
 * changed since. One forbidden address in an answer refuses the whole answer.
 */
export function guardedConnector({ allowPrivate, connectMs }: ConnectorOptions): buildConnector.connector {
  const isAllowed = (ip: string) => (allowPrivate ? !isMetadataAddress(ip) : isPublicAddress(ip));
  const connect = buildConnector({ timeout: connectMs, keepAlive: true, lookup: guardedLookup(isAllowed) });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    // A literal address never reaches the lookup.
    if (isIP(host) !== 0 && !isAllowed(host)) callback(new BlockedAddress(`the address ${host} is not allowed`), null);
    else connect(options, callback);
  };
}

function guardedLookup(isAllowed: (ip: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 4);
      const blocked = addresses.find(({ address }) => !isAllowed(address));
      if (blocked)
        return callback(new BlockedAddress(`${hostname} resolves to ${blocked.address}, which is not allowed`), "", 4);
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      return first
        ? callback(null, first.address, first.family)
        : callback(new Error(`no address for ${hostname}`), "", 4);
    });
  };
}
