import { GatewayError } from "../errors.ts";

/** Where one top-level member of a JSON object stands in its text. Ends are exclusive. */
export type Member = {
  readonly name: string;
  /** Start of the quoted name. */
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
};

const depthMax = 64;
const itemsMax = 500_000;

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

/**
 * One pass over the text before it is parsed: refuses what would hurt the parser or what follows it (depth, number
 * of items), refuses a repeated top-level name (so that the model that is priced is the model that is forwarded),
 * and finds the top-level members. Whether the text is valid JSON is left to `JSON.parse`.
 */
export function scanJson(text: string): readonly Member[] {
  const members: Member[] = [];
  const names = new Set<string>();
  let depth = 0;
  let items = 0;
  let nameStart = -1;
  let name = "";
  let valueStart = -1;

  const endMember = (end: number) => {
    if (valueStart < 0) return;
    if (names.has(name)) {
      throw new GatewayError("invalid_json", {
        message: `The field '${name.slice(0, 64)}' is given twice.`,
        param: name.slice(0, 64),
      });
    }
    names.add(name);
    members.push({ name, start: nameStart, valueStart, valueEnd: end });
    nameStart = -1;
    valueStart = -1;
  };

  for (let position = 0; position < text.length; position++) {
    switch (text.charCodeAt(position)) {
      case quote: {
        const end = endOfString(text, position);
        if (depth === 1 && nameStart < 0) {
          nameStart = position;
          name = readName(text, position, end);
        }
        position = end;
        break;
      }
      case openBrace:
      case openBracket:
        if (++depth > depthMax) throw new GatewayError("json_too_deep");
        break;
      case closeBrace:
      case closeBracket:
        if (depth === 1) endMember(position);
        depth--;
        break;
      case colon:
        if (depth === 1 && valueStart < 0 && nameStart >= 0) valueStart = position + 1;
        break;
      case comma:
        if (++items > itemsMax) throw new GatewayError("too_many_items");
        if (depth === 1) endMember(position);
        break;
    }
  }
  return members;
}

/** The position of the closing quote; jumps from quote to quote, so that long strings cost little. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** Names may be escaped (`"\u006dodel"`): compared as what they mean. */
function readName(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes("\\")) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch (cause) {
    throw new GatewayError("invalid_json", { cause });
  }
}
