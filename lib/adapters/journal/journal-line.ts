import { crc32 } from "node:zlib";

export type JournalLines = {
  readonly texts: readonly string[];
  /** Lines that were whole once and are no more: what they said is not known. */
  readonly spoiled: number;
};

/** One line of a journal: a checksum of eight hex digits, a blank, the text. */
export function toLine(text: string): string {
  return `${checksumOf(text)} ${text}\n`;
}

/** The texts of a file. A last line without its end was never acknowledged: a crash tore it, and nothing is lost. */
export function readLines(content: string): JournalLines {
  const texts: string[] = [];
  let spoiled = 0;
  const lines = content.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const text = line.slice(9);
    if (line[8] === " " && checksumOf(text) === line.slice(0, 8)) texts.push(text);
    else if (index < lines.length - 1) spoiled++;
  }
  return { texts, spoiled };
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
