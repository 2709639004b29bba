import { isInRange, parseIpAddress, readRanges, unwrapIpAddress } from "./ip-address.ts";
import { hasLocalName, isMetadataName } from "./local-names.ts";

export type UpstreamUrl = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly reason: string };

export type UpstreamUrlOptions = {
  /** ALLOW_PRIVATE_UPSTREAMS: http, private addresses and other ports. Metadata services stay forbidden. */
  readonly allowPrivate: boolean;
};

/** Stands for the simulator inside the process; nothing ever dials it. */
const simulatorUrl = "https://simulator.invalid/v1";
const urlLengthMax = 2_048;

/** Whether an address belongs to the open internet. The connect-time guard asks it about every address it would dial. */
export function isPublicAddress(ip: string): boolean {
  const parsed = parseIpAddress(ip);
  if (!parsed || isMetadataAddress(ip)) return false;
  const address = unwrapIpAddress(parsed);
  if (address.version === 4) return !specialFour.some((range) => isInRange(address, range));
  return (
    globalUnicast.some((range) => isInRange(address, range)) && !specialSix.some((range) => isInRange(address, range))
  );
}

/** Whether an address hands out credentials of the machine. No setting ever allows it. */
export function isMetadataAddress(ip: string): boolean {
  const parsed = parseIpAddress(ip);
  if (!parsed) return false;
  const address = unwrapIpAddress(parsed);
  return metadata.some((range) => isInRange(address, range));
}

/**
 * Judges a base URL before it is kept and again before it is used. It looks at text only: what a name
 * resolves to is checked at connect time.
 */
export function checkUpstreamUrl(text: string, { allowPrivate }: UpstreamUrlOptions): UpstreamUrl {
  if (text === simulatorUrl) return { ok: true, url: new URL(text) };
  const parts = /^(https?):\/\/([^/]+)(\/.*)?$/i.exec(text);
  const host = parts?.[2] ?? "";
  if (text.length > urlLengthMax || !parts || !URL.canParse(text)) return refused("it is not an https:// address");
  const url = new URL(text);
  const reason =
    faultOfText(text, host) ??
    (url.protocol === "http:" && !allowPrivate ? "it must begin with https://" : undefined) ??
    faultOfPort(url.port, allowPrivate) ??
    faultOfHost(host, url.hostname, allowPrivate) ??
    faultOfPath(parts[3] ?? "");
  return reason === undefined ? { ok: true, url } : refused(reason);
}

function refused(reason: string): UpstreamUrl {
  return { ok: false, reason };
}

/** What parsers read differently from one another is refused before any of them reads it. */
function faultOfText(text: string, host: string): string | undefined {
  if (/[\s\\\p{Cc}]/u.test(text)) return "it holds spaces, control characters or a backslash";
  if (/[?#]/.test(text)) return "it holds a query or a fragment";
  if (host.includes("@")) return "it holds a user name or a password";
  if (/[^\x21-\x7e]|%/.test(host) || /(^|\.)xn--/i.test(host)) return "its host name is not plain ASCII";
  return undefined;
}

function faultOfPort(port: string, allowPrivate: boolean): string | undefined {
  if (port === "" || port === "443") return undefined;
  if (!allowPrivate) return "its port is not 443";
  const number = Number(port);
  const usable = number === 80 || (number >= 1024 && !servicePorts.has(number));
  return usable ? undefined : "its port belongs to another kind of service";
}

function faultOfHost(host: string, hostname: string, allowPrivate: boolean): string | undefined {
  const literal = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  if (isMetadataAddress(literal) || isMetadataName(literal)) return "it is a metadata service";
  if (parseIpAddress(literal)) {
    const written = host.replace(/:\d*$/, "").toLowerCase();
    if (!hostname.startsWith("[") && written !== hostname) return "its address is written in an unusual form";
    return allowPrivate || isPublicAddress(literal) ? undefined : "its address is private";
  }
  if (!hostPattern.test(hostname)) return "its host name is not valid";
  return allowPrivate || !hasLocalName(hostname) ? undefined : "its host name is local";
}

function faultOfPath(path: string): string | undefined {
  const segments = path.replace(/\/$/, "").split("/").slice(1);
  const plain = segments.every((segment) => /^[A-Za-z0-9\-._~:@+=,]+$/.test(segment) && !/^\.{1,2}$/.test(segment));
  return plain ? undefined : "its path holds something other than plain segments";
}

const hostPattern = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*$/;

/** Every range that IANA lists as special, and Azure's wire server, which lies inside public space. */
const specialFour = readRanges([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);

const globalUnicast = readRanges(["2000::/3"]);

/** IETF protocol assignments with Teredo, documentation, 6to4, AS112: inside 2000::/3 and yet no ordinary host. */
const specialSix = readRanges(["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]);

/** AWS (instance, containers, pods), Azure, Google, Alibaba, Oracle, OpenStack. */
const metadata = readRanges([
  "169.254.0.0/16",
  "168.63.129.16/32",
  "100.100.100.200/32",
  "192.0.0.192/32",
  "fd00:ec2::/32",
  "fd20:ce::254/128",
  "fe80::a9fe:a9fe/128",
]);

/** Ports at which other protocols listen: a request sent there could be read as a command. */
const servicePorts = new Set([
  1433, 1521, 1723, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5433, 5671, 5672, 5900, 5984, 6000,
  6379, 6380, 6443, 7001, 8086, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 16379, 26379, 27017, 50000,
]);
