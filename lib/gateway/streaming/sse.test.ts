import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GatewayError } from "../errors.ts";
import { openSseReader, type SseEvent } from "./sse.ts";

const encoder = new TextEncoder();

function readAll(pieces: readonly Uint8Array[]): SseEvent[] {
  const reader = openSseReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

function read(...texts: readonly string[]): SseEvent[] {
  return readAll(texts.map((text) => encoder.encode(text)));
}

describe("the events of a stream", () => {
  it("hold the data, the name and the exact text", () => {
    expect(read('event: ping\ndata: {"a":1}\n\n')).toEqual([
      { event: "ping", data: '{"a":1}', raw: 'event: ping\ndata: {"a":1}\n\n' },
    ]);
  });

  it("end with LF, CRLF or CR, also mixed", () => {
    const data = read("data: 1\n\ndata: 2\r\n\r\ndata: 3\r\rdata: 4\r\n\ndata: 5\n\r\n").map((event) => event.data);
    expect(data).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("join several data lines with a line feed", () => {
    expect(read("data: a\ndata:b\ndata\n\n")[0]?.data).toBe("a\nb\n");
  });

  it("keep all but one leading space", () => {
    expect(read("data:  two\n\n")[0]?.data).toBe(" two");
  });

  it("are not made of comments, unknown fields, names alone or empty data", () => {
    expect(read(": OPENROUTER PROCESSING\n\nid: 7\nretry: 3\n\nevent: ping\n\ndata:\n\ndata: x\n\n")).toHaveLength(1);
  });

  it("do not take names of other fields for theirs", () => {
    expect(read("database: 1\nevents: 2\ndata: x\n\n")).toMatchObject([{ data: "x" }]);
  });

  it("lose the byte order mark at the beginning of the stream and no other", () => {
    expect(read("\uFEFFdata: a\uFEFF\n\n")).toEqual([{ data: "a\uFEFF", raw: "data: a\uFEFF\n\n" }]);
  });

  it("come as soon as a bare return completes them", () => {
    const reader = openSseReader();
    expect(reader.push(encoder.encode("data: x\r\r"))).toEqual([{ data: "x", raw: "data: x\r\r" }]);
    expect(reader.push(encoder.encode("data: y\r\r"))).toEqual([{ data: "y", raw: "data: y\r\r" }]);
  });
});

describe("the end of a stream", () => {
  it("completes a last event whose blank line is missing, so that more can be written behind it", () => {
    expect(read("data: [DONE]\n")).toEqual([{ data: "[DONE]", raw: "data: [DONE]\n\n" }]);
    expect(read("data: [DONE]")).toEqual([{ data: "[DONE]", raw: "data: [DONE]\n\n" }]);
    expect(read('data: {"a":1}')).toEqual([{ data: '{"a":1}', raw: 'data: {"a":1}\n\n' }]);
    expect(read("data: 1\r\ndata: 2\r")).toMatchObject([{ data: "1\n2" }]);
  });

  it("drops an event that was cut in the middle", () => {
    expect(read('data: 1\n\ndata: {"a":')).toMatchObject([{ data: "1" }]);
    expect(read('data: {"a":1}\ndata: {"b"')).toEqual([]);
    expect(read("data: 1\n\nevent: pi")).toMatchObject([{ data: "1" }]);
  });
});

describe("a limit", () => {
  it("stops a line that never ends", () => {
    const reader = openSseReader({ maxLineBytes: 1000 });
    const piece = encoder.encode("x".repeat(300));
    expect(() => Array.from({ length: 4 }, () => reader.push(piece))).toThrow(GatewayError);
  });

  it("stops a long line in one piece", () => {
    expect(() => openSseReader({ maxLineBytes: 10 }).push(encoder.encode("data: 12345\n\n"))).toThrow("too large");
    expect(openSseReader({ maxLineBytes: 11 }).push(encoder.encode("data: 12345\n\n"))).toHaveLength(1);
  });

  it("stops an event of endless short lines", () => {
    const reader = openSseReader({ maxLineBytes: 100 });
    const piece = encoder.encode("data: x\n".repeat(50));
    expect(() => Array.from({ length: 10 }, () => reader.push(piece))).toThrow(GatewayError);
  });

  it("never counts events that were read", () => {
    const reader = openSseReader({ maxLineBytes: 100 });
    const piece = encoder.encode("data: x\n\n".repeat(50));
    for (let round = 0; round < 20; round++) expect(reader.push(piece)).toHaveLength(50);
  });
});

describe("however the bytes are split", () => {
  const ending = fc.constantFrom("\n", "\r\n", "\r");
  const line = fc.oneof(
    fc.constantFrom("data: {}", "data: ü€😀", "data:x", "data", ": note", "event: ping", "id: 1", "\uFEFF"),
    fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => `data: ${text}`),
  );
  const stream = fc
    .array(fc.tuple(line, ending, fc.option(ending, { nil: "" })), { maxLength: 8 })
    .map((lines) => lines.map((parts) => parts.join("")).join(""));

  it("the events are the same at every single position", () => {
    fc.assert(
      fc.property(stream, (text) => {
        const bytes = encoder.encode(text);
        const whole = readAll([bytes]);
        for (let at = 0; at <= bytes.length; at++) {
          expect(readAll([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
        }
        expect(readAll(Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))).toEqual(whole);
      }),
    );
  });

  it("a byte that is no UTF-8 becomes the replacement character and nothing is lost behind it", () => {
    const bytes = Uint8Array.from([...encoder.encode("data: a"), 0xf0, 0x9f, ...encoder.encode("b\n\n"), 0xc3]);
    for (let at = 0; at <= bytes.length; at++) {
      const [event] = readAll([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(event?.data).toBe("a\uFFFDb");
    }
  });
});
