import { GatewayError } from "../../errors.ts";
import { readPartHead } from "./part-head.ts";

/** What a form holds, in the order of its bytes. Offsets count from the first byte of the body; ends are exclusive. */
export type FormPart =
  | {
      readonly kind: "field";
      readonly name: string;
      readonly value: string;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly filename: string;
      readonly contentType: string | undefined;
      /** Where the lines that describe it stand. */
      readonly headStart: number;
      readonly contentStart: number;
    }
  | { readonly kind: "file-end"; readonly end: number };

export type PartScanner = {
  /** The parts that these bytes made known. Throws `invalid_request` naming the field that is wrong. */
  readonly push: (bytes: Uint8Array) => readonly FormPart[];
  /** Throws where the form is not complete. */
  readonly end: () => void;
};

const partsMax = 64;
const headBytesMax = 4_096;
const fieldBytesMax = 65_536;
const carriageReturn = 13;
const lineFeed = 10;
const dash = 45;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads a form from pieces of any size, and keeps no more of it than one field or the lines before a part. */
export function openPartScanner(boundary: string): PartScanner {
  return new Scanner(encoder.encode(`\r\n--${boundary}`));
}

type State = "content" | "delimiter" | "head" | "end";
type Part = Exclude<FormPart, { kind: "file-end" }> | { readonly kind: "preamble" };

class Scanner implements PartScanner {
  readonly #delimiter: Uint8Array;
  /** What is not understood yet: the end of one piece that may be the beginning of something. */
  #rest: Uint8Array;
  /** The offset of `rest` in the body; the line end that a first delimiter lacks stands before it. */
  #offset = -2;
  #state: State = "content";
  #part: Part = { kind: "preamble" };
  #value: Uint8Array[] = [];
  #valueBytes = 0;
  #parts = 0;

  constructor(delimiter: Uint8Array) {
    this.#delimiter = delimiter;
    this.#rest = Uint8Array.of(carriageReturn, lineFeed);
  }

  push(bytes: Uint8Array): readonly FormPart[] {
    this.#rest = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    const found: FormPart[] = [];
    while (this.#step(found));
    return found;
  }

  end(): void {
    if (this.#state !== "end") throw malformed("The form ends before its closing boundary.");
  }

  /** One step forward; `false` when more bytes are needed. */
  #step(found: FormPart[]): boolean {
    switch (this.#state) {
      case "content":
        return this.#readContent(found);
      case "delimiter":
        return this.#readDelimiter();
      case "head":
        return this.#readHead(found);
      case "end":
        this.#take(this.#rest.length);
        return false;
    }
  }

  #readContent(found: FormPart[]): boolean {
    const at = indexOf(this.#rest, this.#delimiter);
    const safe = at === -1 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : at;
    const content = this.#take(safe);
    if (this.#part.kind === "preamble" && content.length > 0 && at === -1) {
      if (this.#offset > headBytesMax) throw malformed("The body does not begin with the boundary.");
    }
    if (this.#part.kind === "field") this.#keep(content, this.#part.name);
    if (at === -1) return false;
    this.#endPart(found);
    this.#take(this.#delimiter.length);
    this.#state = "delimiter";
    return true;
  }

  #keep(content: Uint8Array, name: string): void {
    this.#valueBytes += content.length;
    if (this.#valueBytes > fieldBytesMax) {
      throw new GatewayError("out_of_range", { param: name, message: `'${name}' must be at most 64 KiB long.` });
    }
    if (content.length > 0) this.#value.push(content.slice());
  }

  #endPart(found: FormPart[]): void {
    const part = this.#part;
    if (part.kind === "file") found.push({ kind: "file-end", end: this.#offset });
    if (part.kind !== "field") return;
    const value = this.#value.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
    found.push({ ...part, value, end: this.#offset });
    this.#value = [];
    this.#valueBytes = 0;
  }

  /** Behind a boundary: two dashes end the form, a line end begins a part; blanks between them mean nothing. */
  #readDelimiter(): boolean {
    while (this.#rest[0] === 32 || this.#rest[0] === 9) this.#take(1);
    if (this.#rest.length < 2) return false;
    const [first, second] = this.#take(2);
    if (first === dash && second === dash) this.#state = "end";
    else if (first === carriageReturn && second === lineFeed) this.#state = "head";
    else throw malformed("A boundary is followed by neither a line end nor two dashes.");
    if (this.#state === "head" && ++this.#parts > partsMax) {
      throw new GatewayError("too_many_items", { message: `A form may have at most ${partsMax} parts.` });
    }
    return true;
  }

  #readHead(found: FormPart[]): boolean {
    const at = indexOf(this.#rest, headEnd);
    if ((at === -1 ? this.#rest.length : at) > headBytesMax) throw malformed("The lines before a part are too long.");
    if (at === -1) return false;
    const headStart = this.#offset;
    const lines = decoder.decode(this.#take(at));
    this.#take(headEnd.length);
    const head = readPartHead(lines);
    this.#state = "content";
    if (head.filename === undefined) {
      this.#part = { kind: "field", name: head.name, value: "", start: this.#offset, end: this.#offset };
    } else {
      const { name, filename, contentType } = head;
      this.#part = { kind: "file", name, filename, contentType, headStart, contentStart: this.#offset };
      found.push(this.#part);
    }
    return true;
  }

  #take(count: number): Uint8Array {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    this.#offset += count;
    return taken;
  }
}

const headEnd = Uint8Array.of(carriageReturn, lineFeed, carriageReturn, lineFeed);

/** Jumps from line end to line end, so that the sound between them costs little. */
function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1)) {
    let matched = 1;
    while (matched < wanted.length && bytes[at + matched] === wanted[matched]) matched++;
    if (matched === wanted.length) return at;
  }
  return -1;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const all = new Uint8Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}

function malformed(message: string): GatewayError {
  return new GatewayError("invalid_request", { message });
}
