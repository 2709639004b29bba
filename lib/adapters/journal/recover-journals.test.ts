import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownIdentity } from "#lib/db/embedded/process-identity.ts";
import { toLine } from "./journal-line.ts";
import { recoverJournals } from "./recover-journals.ts";
import { claimRun, releaseRun, touchRun } from "./run-owner.ts";

const noPid = 2 ** 22 + 1;

describe("the journals of other runs", () => {
  let folder = "";
  let resolved: { runName: string; texts: readonly string[] }[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "gateway-journals-"));
    resolved = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const recover = (machine: "shared" | "alone" = "shared") =>
    recoverJournals({
      folder,
      alone: machine === "alone",
      async resolve({ runName, files }) {
        const texts: string[] = [];
        for await (const file of files()) texts.push(...file.texts);
        resolved.push({ runName, texts });
      },
    });
  const write = (name: string, ...texts: readonly string[]) =>
    writeFile(join(folder, name), texts.map(toLine).join(""));
  const writeOwner = (runName: string, owner: object) =>
    writeFile(join(folder, `${runName}.owner.json`), JSON.stringify({ ...ownIdentity(), ...owner }));

  it("are resolved once their process is dead: its files in order, then they are gone", async () => {
    await writeOwner("run_a", { pid: noPid });
    for (const number of [10, 9, 0]) await write(`run_a.${number}.ndjson`, `line of ${number}`);
    await recover();
    expect(resolved).toEqual([{ runName: "run_a", texts: ["line of 0", "line of 9", "line of 10"] }]);
    expect(await readdir(folder)).toEqual([]);
    await recover();
    expect(resolved).toHaveLength(1);
  });

  it("are not touched while their process lives", async () => {
    await claimRun(folder, "run_a");
    await write("run_a.0.ndjson", "mine");
    await recover();
    await recover("alone");
    expect(resolved).toEqual([]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("are resolved of a process whose number another process has by now", async () => {
    await writeOwner("run_a", { started: "long ago" });
    await recover();
    expect(resolved).toEqual([{ runName: "run_a", texts: [] }]);
  });

  it("are resolved of a run that ended in order and could not write everything", async () => {
    await claimRun(folder, "run_a");
    await write("run_a.0.ndjson", "left");
    await releaseRun(folder, "run_a");
    await recover();
    expect(resolved).toEqual([{ runName: "run_a", texts: ["left"] }]);
  });

  it("are resolved of a process that cannot be seen from here only when it has been silent for long", async () => {
    await writeOwner("run_a", { host: "another", pid: noPid });
    await recover();
    expect(resolved).toEqual([]);
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(join(folder, "run_a.owner.json"), longAgo, longAgo);
    await touchRun(folder, "run_a");
    await recover();
    expect(resolved).toEqual([]);
    await utimes(join(folder, "run_a.owner.json"), longAgo, longAgo);
    await recover();
    expect(resolved).toHaveLength(1);
  });

  it("are resolved at once of an earlier container, where nobody else can have the folder", async () => {
    await writeOwner("run_a", { host: "another", pid: noPid });
    await recover("alone");
    expect(resolved).toHaveLength(1);
  });

  it("stay where they are when they cannot be resolved", async () => {
    await write("run_a.0.ndjson", "one");
    const refused = recoverJournals({ folder, alone: false, resolve: () => Promise.reject(new Error("no database")) });
    await expect(refused).rejects.toThrow("no database");
    expect(await readdir(folder)).toEqual(["run_a.0.ndjson"]);
  });
});
