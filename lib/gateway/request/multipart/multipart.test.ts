import { describe, expect, it } from "vitest";
import { failureOf } from "../../../../tests/support/relays.ts";
import type { GatewayRequest } from "../../http.ts";
import { holdBody } from "./held-body.ts";
import { openPartScanner } from "./scan-parts.ts";
import { readUpload } from "./upload.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sound = `RIFF\r\n--not-the-boundary\r\n${"x".repeat(3_000)}\r\r\n-`;
const modelField = field("model", "whisper-1");
const filePart = file("file", "C:\\Users\\ann\\secret.MP3", sound);

describe("a form", () => {
  it("is the same however its bytes are cut", () => {
    const bytes = encoder.encode(form(modelField, filePart, field("language", "de")));
    const whole = scan([bytes]);
    expect(whole.map(({ kind }) => kind)).toEqual(["field", "file", "file-end", "field"]);
    for (const size of [1, 2, 3, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(scan(pieces)).toEqual(whole);
    }
  });

  it("says where its values stand", () => {
    const text = form(field("prompt", ""), modelField, filePart);
    const [empty, model, head, end] = scan([encoder.encode(text)]);
    expect(empty).toMatchObject({ name: "prompt", value: "" });
    expect(model?.kind === "field" && text.slice(model.start, model.end)).toBe("whisper-1");
    expect(head?.kind === "file" && end?.kind === "file-end" && text.slice(head.contentStart, end.end)).toBe(sound);
  });

  it.each([
    ["without its closing boundary", form(modelField).slice(0, -6), "invalid_request"],
    ["of another boundary", form(modelField).replaceAll("AaB03x", "other"), "invalid_request"],
    ["with a part without a name", form("Content-Disposition: form-data\r\n\r\nx"), "invalid_request"],
    [
      "with a head without end",
      form(`Content-Disposition: form-data; name="a"; x="${"y".repeat(5_000)}"\r\n\r\nx`),
      "invalid_request",
    ],
    ["with too many parts", form(...new Array(65).fill(field("a", "b"))), "too_many_items"],
    ["with a field that is too long", form(field("prompt", "x".repeat(65_537))), "out_of_range"],
  ])("%s is refused", (_what, text, code) => {
    expect(failureOf(() => scan([encoder.encode(text)])).code).toBe(code);
  });
});

describe("an upload", () => {
  it("is known as soon as its model and the beginning of its file are: the rest has not been asked for", async () => {
    const text = form(modelField, file("file", "a.wav", "x".repeat(100_000)));
    let asked = 0;
    const upload = await readUpload(request(pieces(text, 4_096, () => asked++)));
    expect(upload.fields.get("model")).toBe("whisper-1");
    expect(upload.fileHead.length).toBeGreaterThanOrEqual(1_024);
    expect(asked).toBe(1);
  });

  it.each([1, 3, 50, 4_096])(
    "goes on with another model and without its file's name, in pieces of %i",
    async (size) => {
      for (const parts of [
        [modelField, filePart, field("language", "de")],
        [filePart, field("language", "de"), modelField],
      ]) {
        const upload = await readUpload(request(pieces(form(...parts), size)));
        const sent = await read(upload.body.open(upload.editsFor("groq-whisper")));
        const renamed = file("file", "audio.mp3", sound);
        expect(sent).toBe(
          form(
            ...parts.map((part) =>
              part === modelField ? field("model", "groq-whisper") : part === filePart ? renamed : part,
            ),
          ),
        );
      }
    },
  );

  it("can be sent again while all of it is held", async () => {
    const text = form(modelField, filePart);
    const upload = await readUpload(request(pieces(text, 512)));
    const first = upload.body.open([]);
    await first.next();
    const second = upload.body.open([]);
    expect(await read(second)).toBe(text);
    expect((await first.next()).done).toBe(true);
    expect(upload.body.isWhole()).toBe(true);
  });

  it.each([
    ["no model", form(filePart), "model"],
    ["no file", form(modelField), "file"],
    ["two models", form(modelField, modelField, filePart), "model"],
    ["two files", form(filePart, filePart, modelField), "file"],
    ["a file of another name", form(modelField, file("picture", "a.png", sound)), "picture"],
  ])("with %s is refused", async (_what, text, param) => {
    const failure = await readUpload(request(pieces(text, 1_000))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "invalid_request", options: { param } });
  });

  it("with a second model behind its file breaks off on its way", async () => {
    const text = form(modelField, file("file", "a.wav", "x".repeat(5_000)), field("model", "other"));
    const upload = await readUpload(request(pieces(text, 1_500)));
    const failure = await read(upload.body.open([])).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "invalid_request", options: { param: "model" } });
  });

  it.each([
    ["no content type", "", "unsupported_media_type"],
    ["JSON", "application/json", "unsupported_media_type"],
    ["no boundary", "multipart/form-data", "invalid_request"],
    ["an empty boundary", 'multipart/form-data; boundary=""', "invalid_request"],
    ["a boundary that is too long", `multipart/form-data; boundary=${"x".repeat(71)}`, "invalid_request"],
  ])("with %s is refused", async (_what, type, code) => {
    const failure = await readUpload(request(pieces(form(modelField), 100), type)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
  });
});

describe("a held body", () => {
  it("lets go of what was sent once that is more than it may keep", async () => {
    const body = holdBody(pieces("x".repeat(10_000), 1_000), {
      heldBytesMax: 2_500,
      onBytes: () => undefined,
      onEnd: () => undefined,
    });
    const sending = body.open([]);
    for (let sent = 0; sent < 3; sent++) await sending.next();
    expect(body.isWhole()).toBe(true);
    await sending.next();
    expect(body.isWhole()).toBe(false);
    expect((await read(sending)).length).toBe(10_000 - 4_000);
    expect(body.slice(0, 10_000).length).toBeLessThanOrEqual(1_000);
  });
});

function scan(all: readonly Uint8Array[]) {
  const scanner = openPartScanner("AaB03x");
  const found = all.flatMap((bytes) => scanner.push(bytes));
  scanner.end();
  return found;
}

function form(...parts: readonly string[]): string {
  return `${parts.map((part) => `--AaB03x\r\n${part}\r\n`).join("")}--AaB03x--\r\n`;
}

function field(name: string, value: string): string {
  return `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
}

function file(name: string, filename: string, content: string): string {
  return `Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: audio/mpeg\r\n\r\n${content}`;
}

async function* pieces(
  text: string,
  size: number,
  onAsked: () => void = () => undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += size) {
    onAsked();
    yield bytes.subarray(at, at + size);
  }
}

function request(upload: AsyncIterable<Uint8Array>, type = 'multipart/form-data; boundary="AaB03x"'): GatewayRequest {
  return {
    id: "req_1",
    method: "POST",
    path: "audio/transcriptions",
    headers: { "content-type": type },
    ip: "203.0.113.7",
    body: new Uint8Array(),
    upload,
    signal: new AbortController().signal,
    arrivedMs: 0,
  };
}

async function read(sent: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const piece of sent) text += decoder.decode(piece, { stream: true });
  return text;
}
