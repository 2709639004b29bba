import { appendFile, mkdtemp, readdir, readFile, rm, symlink, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Journal, type JournalFile, openJournal } from "./journal.ts";
import { readLines, toLine } from "./journal-line.ts";

describe("the journal", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "gateway-journal-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (
    options: { segmentBytesMax?: number; openFile?: (path: string) => Promise<JournalFile> } = {},
  ): Promise<Journal> => openJournal({ folder, runName: "run_1", ...options });
  const readFirst = async () => readLines(await readFile(join(folder, "run_1.0.ndjson"), "utf8"));

  it("has every line on its way to the disk, in order, before it says so", async () => {
    const journal = await open();
    await Promise.all(["one", "two", "three"].map((text) => journal.append(text)));
    expect(await readFirst()).toEqual({ texts: ["one", "two", "three"], spoiled: 0 });
    expect(await journal.close()).toBe("left");
  });

  it("reads back all whole lines of a file that a crash tore or a disk spoiled", async () => {
    const journal = await open();
    for (const text of ["first", "second", "third"]) await journal.append(text);
    const path = join(folder, "run_1.0.ndjson");
    await truncate(path, (await readFile(path)).length - 3);
    expect(await readFirst()).toEqual({ texts: ["first", "second"], spoiled: 0 });
    await appendFile(path, `\n${toLine("fourth")}`);
    expect(await readFirst()).toEqual({ texts: ["first", "second", "fourth"], spoiled: 1 });
    await journal.close();
  });

  it("leaves nothing behind when every line is done", async () => {
    const journal = await open();
    journal.done(await journal.append("one"));
    expect(await journal.close()).toBe("empty");
    expect(await readdir(folder)).toEqual([]);
  });

  it("begins a new file when one is full, and deletes the full one only when all its lines are done", async () => {
    const journal = await open({ segmentBytesMax: 20 });
    const marks = [await journal.append("0123456789"), await journal.append("0123456789")];
    const later = await journal.append("later");
    await expect.poll(() => readdir(folder)).toEqual(["run_1.0.ndjson", "run_1.1.ndjson"]);
    for (const mark of marks) journal.done(mark);
    await expect.poll(() => readdir(folder)).toEqual(["run_1.1.ndjson"]);
    journal.done(later);
    expect(await journal.close()).toBe("empty");
  });

  it.runIf(process.platform === "linux")("F40 refuses a line that a full disk does not take", async () => {
    await symlink("/dev/full", join(folder, "run_1.0.ndjson"));
    const journal = await open();
    await expect(journal.append("lost")).rejects.toMatchObject({ code: "ENOSPC" });
  });

  it("keeps what a failed write tore apart from the next line", async () => {
    const written: Buffer[] = [];
    let room = 8;
    const journal = await open({
      openFile: async () => ({
        async write(bytes, offset) {
          if (room === 0) throw new Error("ENOSPC");
          const piece = bytes.subarray(offset, offset + room);
          room -= piece.length;
          written.push(piece);
          return { bytesWritten: piece.length };
        },
        datasync: async () => undefined,
        close: async () => undefined,
      }),
    });
    await expect(journal.append("torn")).rejects.toThrow("ENOSPC");
    room = 1_000;
    await journal.append("whole");
    expect(readLines(Buffer.concat(written).toString())).toEqual({ texts: ["whole"], spoiled: 1 });
  });
});
