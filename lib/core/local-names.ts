/** Names that only mean something on a machine, in a network, or never reach a real host. */
const localSuffixes = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "arpa",
  "invalid",
  "test",
  "example",
  "onion",
];

/** Public names that answer with whatever address is written in them, or always with loopback. */
const echoingDomains = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "xip.name",
  "backname.io",
  "traefik.me",
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "lacolhost.com",
  "local.gd",
  "1u.ms",
  "rbndr.us",
  "ip6.name",
  "nip.lol",
];

const metadataNames = ["metadata", "instance-data", "metadata.goog", "metadata.google.internal"];

/** Whether a lower-case host name points into somebody's own network rather than at the internet. */
export function hasLocalName(hostname: string): boolean {
  if (!hostname.includes(".")) return true;
  return [...localSuffixes, ...echoingDomains].some((suffix) => endsWithDomain(hostname, suffix));
}

/** Whether a lower-case host name is one under which clouds hand out credentials. */
export function isMetadataName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  return (
    metadataNames.some((known) => name === known || name.endsWith(`.${known}`)) || name === "instance-data.ec2.internal"
  );
}

function endsWithDomain(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
