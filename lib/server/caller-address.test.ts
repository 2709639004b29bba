import { describe, expect, it } from "vitest";
import { callerAddress } from "./caller-address.ts";

describe("the caller's address", () => {
  it.each([
    {
      name: "believes no header without a trusted proxy",
      socket: "::ffff:10.0.0.1",
      forwarded: "203.0.113.9",
      trusted: 0,
      expected: "10.0.0.1",
    },
    {
      name: "takes what the one trusted proxy wrote",
      socket: "10.0.0.1",
      forwarded: "198.51.100.1, 203.0.113.9",
      trusted: 1,
      expected: "203.0.113.9",
    },
    {
      name: "goes back as many hops as are trusted",
      socket: "10.0.0.1",
      forwarded: "198.51.100.1, 203.0.113.9",
      trusted: 2,
      expected: "198.51.100.1",
    },
    {
      name: "takes the first hop when fewer came than are trusted",
      socket: "10.0.0.1",
      forwarded: "203.0.113.9",
      trusted: 5,
      expected: "203.0.113.9",
    },
    {
      name: "is the socket's where nothing was forwarded",
      socket: "10.0.0.1",
      forwarded: undefined,
      trusted: 1,
      expected: "10.0.0.1",
    },
  ])("$name", ({ socket, forwarded, trusted, expected }) => {
    expect(callerAddress(socket, forwarded, trusted)).toBe(expected);
  });
});
