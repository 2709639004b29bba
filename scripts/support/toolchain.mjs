import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The first Node that runs TypeScript without a flag. */
const nodeMin = [22, 18];

/**
 * The Node that the project's own packages bring along (npm installs the one for this platform), or the machine's
 * own when it is new enough. Where the packaged one cannot run, its link is removed, so that `node` in an npm script
 * finds the machine's.
 * @returns {string} the path of the executable
 */
export function toolchainNode() {
  const packages = existsSync(join(projectRoot, "node_modules"))
    ? readdirSync(join(projectRoot, "node_modules")).filter((name) => /^node-(bin-)?(darwin|linux|win)-/.test(name))
    : [];
  for (const name of packages) {
    const executable = join(
      projectRoot,
      "node_modules",
      name,
      "bin",
      process.platform === "win32" ? "node.exe" : "node",
    );
    if (spawnSync(executable, ["--version"]).status === 0) return executable;
  }
  for (const link of ["node", "node.cmd", "node.ps1"])
    rmSync(join(projectRoot, "node_modules/.bin", link), { force: true });
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `There is no packaged Node for ${process.platform} on ${process.arch}: install Node 24 and try again.`,
  );
}

/**
 * Runs a command with its output on this terminal; ends this process with the command's code when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [environment] added to this process's own
 */
export function run(command, args, environment = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: projectRoot,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // On Windows npm is a batch file, which only a shell can start.
    shell: command === "npm" && process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

/**
 * One hash over the names and contents of files and folders; what does not exist counts as empty.
 * @param {readonly string[]} paths relative to the project's root
 * @param {(name: string) => boolean} [counts] which files count
 */
export function hashOf(paths, counts = () => true) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const path of paths) {
    for (const file of filesUnder(path)) {
      if (counts(file)) hash.update(`${file}\n`).update(readFileSync(join(projectRoot, file)));
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const stats = statSync(join(projectRoot, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(join(projectRoot, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [majorMin = 0, minorMin = 0] = nodeMin;
  return major > majorMin || (major === majorMin && minor >= minorMin);
}
