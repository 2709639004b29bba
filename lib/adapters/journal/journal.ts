import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { toLine } from "./journal-line.ts";

/** An append-only file of what must survive the process; see `docs/operations.md`. */
export type Journal = {
  /**
   * Resolves once the line is with the operating system: no crash of this process can lose it then. Rejects when the
   * disk refuses it. Lines are written in the order in which they came.
   */
  readonly append: (text: string) => Promise<JournalMark>;
  /** Says that a line is not needed any more. A file whose lines are all done is deleted, but for the current one. */
  readonly done: (mark: JournalMark) => void;
  /** Ends the writing; says whether lines are left that are still needed. */
  readonly close: () => Promise<"empty" | "left">;
};

/** Where a line was written. */
export type JournalMark = { readonly path: string };

/** What the journal needs of a file. */
export type JournalFile = {
  readonly write: (bytes: Buffer, offset: number) => Promise<{ readonly bytesWritten: number }>;
  readonly datasync: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type JournalOptions = {
  readonly folder: string;
  /** Distinguishes this run's files; the first part of their names. */
  readonly runName: string;
  readonly segmentBytesMax?: number;
  /** How files are opened for appending. */
  readonly openFile?: (path: string) => Promise<JournalFile>;
};

type Segment = JournalMark & {
  readonly file: JournalFile;
  bytes: number;
  /** How many of its lines are. */
  needed: number;
  current: boolean;
  /** The last write broke off within a line. */
  torn: boolean;
};
type Waiting = {
  readonly line: string;
  readonly resolve: (mark: JournalMark) => void;
  readonly reject: (error: unknown) => void;
};

const usualSegmentBytes = 8 * 1024 * 1024;
const fsyncMs = 50;

/** Opens the journal of this run. Lines that arrive together are written together, and are on disk 50 ms later. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, segmentBytesMax = usualSegmentBytes } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const segments = new Map<JournalMark, Segment>();
  let current = await openSegment(options, 0);
  segments.set(current, current);
  let opened = 1;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let syncTimer: NodeJS.Timeout | undefined;

  const syncSoon = () => {
    syncTimer ??= setTimeout(() => {
      syncTimer = undefined;
      sync(current);
    }, fsyncMs);
  };

  const rotate = async () => {
    const full = current;
    current = await openSegment(options, opened++);
    segments.set(current, current);
    full.current = false;
    sync(full);
    dropIfDone(full);
  };

  const dropIfDone = (segment: Segment) => {
    if (segment.needed > 0 || segment.current) return;
    segments.delete(segment);
    // A file that outlives its lines does no harm: replaying what is done changes nothing.
    removeSegment(segment).catch(() => undefined);
  };

  const writeWaiting = async () => {
    while (waiting.length > 0) {
      // A write costs much more than a line: what arrives in the same turn of the event loop shares one.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting;
      waiting = [];
      const segment = current;
      try {
        await writeWhole(segment, batch.map(({ line }) => line).join(""));
        segment.needed += batch.length;
        for (const { resolve } of batch) resolve(segment);
        syncSoon();
        // A disk too full for a new file may still have room in the old one.
        if (segment.bytes > segmentBytesMax) await rotate().catch(() => undefined);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  };

  return {
    append: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ line: toLine(text), resolve, reject });
        writing ??= writeWaiting();
      }),
    done(mark) {
      const segment = segments.get(mark);
      if (!segment) return;
      segment.needed--;
      dropIfDone(segment);
    },
    async close() {
      while (writing) await writing;
      clearTimeout(syncTimer);
      current.current = false;
      const left = [...segments.values()].filter(({ needed }) => needed > 0);
      if (current.needed === 0) await removeSegment(current);
      await Promise.all(left.map(({ file }) => file.datasync().finally(() => file.close())));
      return left.length > 0 ? "left" : "empty";
    },
  };
}

async function openSegment({ folder, runName, openFile }: JournalOptions, number: number): Promise<Segment> {
  const path = join(folder, `${runName}.${number}.ndjson`);
  const file = await (openFile ?? openToAppend)(path);
  return { path, file, bytes: 0, needed: 0, current: true, torn: false };
}

function openToAppend(path: string): Promise<JournalFile> {
  return open(path, "a", 0o600);
}

async function writeWhole(segment: Segment, text: string): Promise<void> {
  // What was torn must not spoil the line after it.
  const bytes = Buffer.from(segment.torn ? `\n${text}` : text);
  let written = 0;
  try {
    while (written < bytes.length) written += (await segment.file.write(bytes, written)).bytesWritten;
    segment.torn = false;
  } catch (error) {
    segment.torn ||= written > 0;
    throw error;
  } finally {
    segment.bytes += written;
  }
}

/** For durability against power loss; a disk that fails shows at the next write. */
function sync(segment: Segment): void {
  segment.file.datasync().catch(() => undefined);
}

async function removeSegment(segment: Segment): Promise<void> {
  await segment.file.close();
  await rm(segment.path, { force: true });
}
