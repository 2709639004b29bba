import { GatewayError } from "../errors.ts";
import { openUtf8Decoder } from "./utf8.ts";

export type SseEvent = {
  readonly event?: string;
  readonly data: string;
  /** The event's exact decoded text with the blank line that ends it, so that a relay can forward it unchanged. */
  readonly raw: string;
};

/** Reads server-sent events from pieces of any size; the same bytes give the same events however they are split. */
export type SseReader = {
  readonly push: (chunk: Uint8Array) => readonly SseEvent[];
  /** The last event, if it is whole but its blank line never came. */
  readonly end: () => readonly SseEvent[];
};

type SseOptions = {
  /** Counted in decoded characters; a longer line throws `upstream_response_too_large`. */
  readonly maxLineBytes?: number;
  /** All lines of one event together; the default is eight longest lines. */
  readonly maxEventBytes?: number;
};

const lineFeed = 10;
const carriageReturn = 13;

export function openSseReader(options: SseOptions = {}): SseReader {
  return new LineReader(options);
}

class LineReader implements SseReader {
  readonly #decoder = openUtf8Decoder();
  readonly #maxLine: number;
  readonly #maxEvent: number;
  #event = openEvent();
  /** The unfinished last line; appended to, never searched again, so that a slow long line costs no more than a fast one. */
  #line = "";
  /** A return at the end of a piece: the line ends with it, or with the line feed that may follow. */
  #heldReturn = false;
  /** The previous line ended with a bare return: then one return more ends an event at once. */
  #bareReturns = false;
  /** An event was ended by a bare return; a line feed right after it belongs to no line. */
  #skipLineFeed = false;

  constructor({ maxLineBytes = 1_048_576, maxEventBytes = 8 * maxLineBytes }: SseOptions) {
    this.#maxLine = maxLineBytes;
    this.#maxEvent = maxEventBytes;
  }

  push(chunk: Uint8Array): readonly SseEvent[] {
    return this.#readText(this.#decoder.push(chunk));
  }

  end(): readonly SseEvent[] {
    const found = this.#readText(this.#decoder.end());
    const held = this.#heldReturn;
    const cut = this.#line !== "" && !held && !isWhole(this.#line);
    if (this.#line !== "" && !cut) this.#endLine("", held ? "\r" : "\n", found);
    const last = cut ? undefined : this.#event.close(held ? "\r" : "\n");
    this.#line = "";
    this.#heldReturn = false;
    this.#event = openEvent();
    return last ? [...found, last] : found;
  }

  #readText(decoded: string): SseEvent[] {
    const found: SseEvent[] = [];
    if (decoded === "") return found;
    let text = this.#heldReturn ? `\r${decoded}` : decoded;
    if (this.#skipLineFeed && text.charCodeAt(0) === lineFeed) text = text.slice(1);
    this.#skipLineFeed = false;
    this.#heldReturn = false;
    const start = text.includes("\r") ? this.#readMixedLines(text, found) : this.#readLines(text, found);
    const rest = this.#heldReturn ? text.slice(start, -1) : text.slice(start);
    this.#line = this.#line === "" ? rest : this.#line + rest;
    if (this.#line.length > this.#maxLine) throw tooLong();
    return found;
  }

  /** Ends every line of the text; returns where the unfinished one starts. */
  #readLines(text: string, found: SseEvent[]): number {
    let start = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", start)) {
      this.#endLine(text.slice(start, at), "\n", found);
      start = at + 1;
    }
    if (start > 0) this.#bareReturns = false;
    return start;
  }

  /** Like `#readLines` for text that holds returns, which hardly any provider sends. */
  #readMixedLines(text: string, found: SseEvent[]): number {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== lineFeed && code !== carriageReturn) continue;
      const next =
        code === lineFeed ? this.#atLineFeed(text.slice(start, at), found) : this.#atReturn(text, { start, at }, found);
      if (next === 0) return start;
      at += next - 1;
      start = at + 1;
    }
    return start;
  }

  #atLineFeed(line: string, found: SseEvent[]): number {
    this.#endLine(line, "\n", found);
    this.#bareReturns = false;
    return 1;
  }

  /** Returns how many characters the end of the line has; 0 when only the next piece can tell. */
  #atReturn(text: string, { start, at }: { readonly start: number; readonly at: number }, found: SseEvent[]): number {
    const isLast = at + 1 === text.length;
    const beforeLineFeed = text.charCodeAt(at + 1) === lineFeed;
    if (this.#bareReturns && at === start && this.#line === "") {
      this.#endLine("", "\r", found);
      this.#skipLineFeed = isLast;
    } else if (isLast) {
      this.#heldReturn = true;
      return 0;
    } else {
      this.#bareReturns = !beforeLineFeed;
      this.#endLine(text.slice(start, at), beforeLineFeed ? "\r\n" : "\r", found);
    }
    return beforeLineFeed ? 2 : 1;
  }

  #endLine(rest: string, ending: string, found: SseEvent[]): void {
    const text = this.#line === "" ? rest : this.#line + rest;
    this.#line = "";
    if (text.length > this.#maxLine) throw tooLong();
    if (text === "") {
      const complete = this.#event.close(ending);
      if (complete) found.push(complete);
      this.#event = openEvent();
      return;
    }
    this.#event.add(text, ending);
    if (this.#event.length() > this.#maxEvent) throw tooLong();
  }
}

type OpenEvent = {
  readonly add: (line: string, ending: string) => void;
  readonly close: (ending: string) => SseEvent | undefined;
  readonly length: () => number;
};

/** Collects the lines of one event. One without data, or with empty data, is none, as the specification says. */
function openEvent(): OpenEvent {
  let name = "";
  let data: string | undefined;
  let raw = "";
  return {
    add: (line, ending) => {
      raw += line + ending;
      const value = fieldValue(line, "data");
      if (value !== undefined) data = data === undefined ? value : `${data}\n${value}`;
      else name = fieldValue(line, "event") ?? name;
    },
    close: (ending) => {
      if (data === undefined || data === "") return undefined;
      return name === "" ? { data, raw: raw + ending } : { event: name, data, raw: raw + ending };
    },
    length: () => raw.length,
  };
}

/** The value of `name: value` with one leading space removed; a line that is only the name has an empty value. */
function fieldValue(line: string, name: string): string | undefined {
  if (!line.startsWith(name)) return undefined;
  if (line.length === name.length) return "";
  if (line[name.length] !== ":") return undefined;
  return line.slice(line[name.length + 1] === " " ? name.length + 2 : name.length + 1);
}

/** A stream may end without a last line feed; what was cut in the middle must not pass for an event. */
function isWhole(line: string): boolean {
  const value = fieldValue(line, "data");
  if (value === undefined || value === "[DONE]") return value !== undefined;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function tooLong(): GatewayError {
  return new GatewayError("upstream_response_too_large", { detail: "an event of the stream is too long" });
}
