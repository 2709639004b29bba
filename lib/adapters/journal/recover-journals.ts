import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type JournalLines, readLines } from "./journal-line.ts";
import { isRunOver, type JournalFolder, releaseRun } from "./run-owner.ts";

/** What a run left behind. */
export type EndedRun = {
  readonly runName: string;
  /** Its files, in the order in which they were written, one after the other so that a long outage fits into memory. */
  readonly files: () => AsyncGenerator<JournalLines, void, void>;
};

export type Recovery = JournalFolder & {
  /** Writes what the run left where it belongs; it may have been written before. Its files go only after this. */
  readonly resolve: (run: EndedRun) => Promise<void>;
};

/** Resolves the runs of all processes that have ended, the oldest first. Safe in several processes at once. */
export async function recoverJournals(recovery: Recovery): Promise<void> {
  const { folder, resolve } = recovery;
  const segments = (await readdir(folder)).map(readName).filter((name) => name !== undefined);
  for (const runName of [...new Set(segments.map((segment) => segment.runName))].sort()) {
    if (!(await isRunOver(recovery, runName))) continue;
    const numbered = segments.filter((segment) => segment.runName === runName && segment.number >= 0);
    const paths = numbered.sort((left, right) => left.number - right.number).map(({ name }) => join(folder, name));
    await resolve({ runName, files: () => readAll(paths) });
    await Promise.all(paths.map((path) => rm(path, { force: true })));
    await releaseRun(folder, runName);
  }
}

async function* readAll(paths: readonly string[]): AsyncGenerator<JournalLines, void, void> {
  for (const path of paths) {
    const content = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      // Another process was faster.
      if (error.code === "ENOENT") return "";
      throw error;
    });
    yield readLines(content);
  }
}

/** A file of a run; its owner's has no number. */
function readName(
  name: string,
): { readonly name: string; readonly runName: string; readonly number: number } | undefined {
  const match = /^(.+?)(?:\.(\d+)\.ndjson|\.owner\.json)$/.exec(name);
  return match?.[1] === undefined ? undefined : { name, runName: match[1], number: Number(match[2] ?? -1) };
}
