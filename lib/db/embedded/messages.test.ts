import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clientMessage,
  clientTypes,
  fatalError,
  MessageReader,
  ProtocolViolation,
  queryMessage,
  readyStatus,
  startupMessage,
} from "./messages.ts";

describe("MessageReader", () => {
  it("reads the same messages however their bytes are cut", () => {
    const messages = [queryMessage("select 1"), clientMessage(clientTypes.sync), queryMessage("x".repeat(5_000))];
    const bytes = Buffer.concat(messages);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        expect(readAll(bytes, cuts)).toEqual(messages.map((message) => message.toString("hex")));
      }),
    );
  });

  it("tells the ways to open a connection apart", () => {
    const reader = new MessageReader();
    const encryption = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
    reader.push(Buffer.concat([encryption, startupMessage()]));
    expect(reader.readOpening()?.kind).toBe("encryption");
    expect(reader.readOpening()?.kind).toBe("startup");
    expect(reader.readOpening()).toBeUndefined();
  });

  it.each([
    ["a message shorter than its own header", Buffer.from([clientTypes.query, 0, 0, 0, 3])],
    ["a message longer than 256 MiB", Buffer.from([clientTypes.query, 0x7f, 0, 0, 0])],
    ["a message of negative length", Buffer.from([clientTypes.query, 0xff, 0xff, 0xff, 0xff])],
  ])("refuses %s", (_, bytes) => {
    const reader = new MessageReader();
    reader.push(bytes);
    expect(() => reader.readMessage()).toThrow(ProtocolViolation);
  });

  it("refuses an opening that no client would send", () => {
    const reader = new MessageReader();
    reader.push(Buffer.from("GET / HTTP/1.1\r\n"));
    expect(() => reader.readOpening()).toThrow(ProtocolViolation);
  });
});

describe("readyStatus", () => {
  it("sees whether a reply hands the turn back", () => {
    const ready = (status: string) => Buffer.concat([Buffer.from([90, 0, 0, 0, 5]), Buffer.from(status)]);
    expect(readyStatus(ready("I"))).toBe("idle");
    expect(readyStatus(ready("T"))).toBe("in-transaction");
    expect(readyStatus(ready("E"))).toBe("in-transaction");
    expect(readyStatus(fatalError("08P01", "no"))).toBeUndefined();
    expect(readyStatus(Buffer.alloc(0))).toBeUndefined();
  });
});

function readAll(bytes: Buffer, cuts: readonly number[]): string[] {
  const reader = new MessageReader();
  const read: string[] = [];
  const borders = [0, ...[...cuts].sort((left, right) => left - right), bytes.length];
  for (const [index, border] of borders.entries()) {
    reader.push(bytes.subarray(border, borders[index + 1] ?? bytes.length));
    for (let message = reader.readMessage(); message; message = reader.readMessage()) {
      read.push(message.bytes.toString("hex"));
    }
  }
  return read;
}
