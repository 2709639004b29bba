import { describe, expect, it } from "vitest";
import { checkUpstreamUrl, isMetadataAddress, isPublicAddress } from "./public-address.ts";

const strict = { allowPrivate: false };
const lenient = { allowPrivate: true };

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "1.1.1.1", "104.18.7.192", "172.15.255.255", "172.32.0.1", "192.167.0.1", "100.63.255.255"])(
    "takes %s for public",
    (ip) => expect(isPublicAddress(ip)).toBe(true),
  );

  it.each([
    "2606:4700::6812:7c0",
    "2a00:1450:4001:81b::200e",
    "2001:4860:4860::8888",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
  ])("takes %s for public", (ip) => expect(isPublicAddress(ip)).toBe(true));

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
  ])("takes the special address %s for private", (ip) => expect(isPublicAddress(ip)).toBe(false));

  it.each([
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:169.254.169.254",
    "0:0:0:0:0:ffff:a9fe:a9fe",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:1ff:ffff::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "ff02::1",
  ])("takes the special address %s for private", (ip) => expect(isPublicAddress(ip)).toBe(false));

  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "256.1.1.1",
    "0x7f.1",
    "fe80::1%eth0",
    "1::2::3",
    ":::",
    "g::1",
    "12345::",
  ])("takes what is no address for private: %j", (ip) => expect(isPublicAddress(ip)).toBe(false));
});

describe("isMetadataAddress", () => {
  it.each([
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd20:ce::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
  ])("knows %s", (ip) => expect(isMetadataAddress(ip)).toBe(true));

  it.each(["127.0.0.1", "10.0.0.1", "::1", "8.8.8.8", "fd00::1"])("lets %s be judged by other rules", (ip) =>
    expect(isMetadataAddress(ip)).toBe(false),
  );
});

describe("checkUpstreamUrl", () => {
  it.each([
    "https://api.openai.com/v1",
    "https://api.openai.com/v1/",
    "https://api.openai.com:443/v1",
    "https://generativelanguage.googleapis.com/v1beta",
    "https://name.openai.azure.com/openai/deployments/gpt-4o_mini",
    "https://8.8.8.8/v1",
    "https://[2606:4700::6812:7c0]/v1",
    "https://api.example.com",
    "https://simulator.invalid/v1",
  ])("accepts %s", (url) => expect(checkUpstreamUrl(url, strict)).toMatchObject({ ok: true }));

  it.each([
    ["S1", "https://127.0.0.1/v1"],
    ["S1", "https://127.1/v1"],
    ["S1", "https://0x7f.1/v1"],
    ["S1", "https://2130706433/v1"],
    ["S1", "https://134744072/v1"],
    ["S1", "https://0/v1"],
    ["S1", "https://0.0.0.0/v1"],
    ["S1", "https://[::1]/v1"],
    ["S1", "https://[::ffff:169.254.169.254]/v1"],
    ["S1", "https://[64:ff9b::a9fe:a9fe]/v1"],
    ["S1", "https://169.254.169.254/latest"],
    ["S1", "https://100.64.1.1/v1"],
    ["S1", "https://[fc00::1]/v1"],
    ["S1", "https://[fe80::1]/v1"],
    ["S1", "https://１２７.0.0.1/v1"],
    ["S1", "https://127。0。0。1/v1"],
    ["S1", "https://metadata.google.internal/v1"],
    ["S1", "https://db.internal/v1"],
    ["S1", "https://localhost/v1"],
    ["S1", "https://localhost./v1"],
    ["S1", "https://api.localhost/v1"],
    ["S1", "https://printer.local/v1"],
    ["S1", "https://redis/v1"],
    ["S1", "https://10.0.0.1.nip.io/v1"],
    ["S1", "https://nip.io/v1"],
    ["S1", "https://localtest.me/v1"],
    ["S1", "https://other.invalid/v1"],
    ["S4", "https://user:pw@api.openai.com/v1"],
    ["S4", "https://@api.openai.com/v1"],
    ["S4", "http://api.openai.com/v1"],
    ["S4", "file:///etc/passwd"],
    ["S4", "gopher://api.openai.com/v1"],
    ["S4", "https://api.openai.com:22/v1"],
    ["S4", "https://api.openai.com:6379/v1"],
    ["S4", "https://api.openai.com:5432/v1"],
    ["S4", "https://api.openai.com:8443/v1"],
    ["S4", "https://api.openai.com/v1#x"],
    ["S4", "https://api.openai.com/v1?x=1"],
    ["S4", "https://api.openai.com\\@evil.com/v1"],
    ["S4", "https:\\\\api.openai.com/v1"],
    ["S4", "https://аpi.openai.com/v1"],
    ["S4", "https://xn--pi-7kc.openai.com/v1"],
    ["S4", "https://api%2eopenai.com/v1"],
    ["S4", "https://api.openai.com/v1/../admin"],
    ["S4", "https://api.openai.com/v1/%2e%2e/admin"],
    ["S4", "https://api.openai.com//v1"],
    ["S4", "https://api.openai.com/v1\n"],
    ["S4", " https://api.openai.com/v1"],
    ["S4", "https:api.openai.com/v1"],
    ["S4", "https:///v1"],
    ["S4", `https://${"a".repeat(3000)}.com/v1`],
    ["S4", ""],
  ])("%s refuses %j", (_, url) => expect(checkUpstreamUrl(url, strict)).toMatchObject({ ok: false }));

  it.each([
    "http://127.0.0.1:11434/v1",
    "http://localhost:11434/v1",
    "http://host.docker.internal:8000/v1",
    "http://ollama:11434/v1",
    "https://10.0.0.7/v1",
    "http://[::1]:8080/v1",
    "http://192.168.1.5/v1",
  ])("S8 accepts %s once private upstreams are allowed", (url) =>
    expect(checkUpstreamUrl(url, lenient)).toMatchObject({ ok: true }),
  );

  it.each([
    "http://169.254.169.254/latest",
    "http://[fd00:ec2::254]/latest",
    "http://[::ffff:a9fe:a9fe]/latest",
    "http://metadata.google.internal/v1",
    "http://metadata/v1",
    "http://127.0.0.1:6379/v1",
    "http://127.0.0.1:22/v1",
    "ftp://127.0.0.1/v1",
    "http://user@127.0.0.1:11434/v1",
  ])("S8 refuses %s even then", (url) => expect(checkUpstreamUrl(url, lenient)).toMatchObject({ ok: false }));
});
